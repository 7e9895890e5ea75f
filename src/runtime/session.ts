import {
  compileFeeds,
  compilePredictionReader,
  emptyPrediction,
  type Feed,
  type FeedTensor,
  type Manifest,
  matrixFeed,
  type Prediction,
  PredictqlError,
} from '../contract';
import { assertNoExternalData, InferenceSession, RuntimeTensor } from '../onnx';
import { type BatchRows, type EncodedRows, isEncoded } from './batch-rows';
import { onnxReason } from './onnx-reason';
import { joinPredictions } from './prediction-rows';

/**
 * One thread per session: two burn both cores on single rows and win nothing, and a process per core
 * uses the machine better.
 */
const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  logSeverityLevel: 3,
};

/** A model in ONNX Runtime, ready to answer. */
export interface ModelSession {
  /**
   * @param rows - they satisfy the contract; none are answered without a run
   * @throws PredictqlError `PREDICTION_FAILED` when the model fails or answers with something else
   */
  run(rows: BatchRows): Promise<Prediction>;
  /** Frees the memory of the model. */
  release(): Promise<void>;
}

/**
 * @throws PredictqlError `MODEL_REFUSED` when the bytes would have ONNX Runtime read other files,
 *   `MODEL_UNLOADABLE` when it refuses them
 */
export async function loadSession(manifest: Manifest, artifact: Uint8Array): Promise<ModelSession> {
  const { contract, binding, model, version } = manifest;
  const name = `${model}@${version}`;
  const feedsOf = compileFeeds(contract, binding);
  const read = compilePredictionReader(contract, binding);
  assertNoExternalData(artifact, `The artifact of ${name}`);
  const session = await createSession(name, artifact);
  return {
    async run(given) {
      if (given.length === 0) return emptyPrediction(contract.target);
      const parts: Prediction[] = [];
      const feeds = isEncoded(given) ? [encodedFeed(manifest, given)] : feedsOf(given);
      for (const { rows, tensors } of feeds) {
        parts.push(read(await answer(name, session, tensors), rows));
      }
      return joinPredictions(parts);
    },
    release: () => session.release(),
  };
}

function encodedFeed({ binding, model, version }: Manifest, { matrix }: EncodedRows): Feed {
  if (binding.kind === 'matrix') return matrixFeed(binding, matrix);
  throw new Error(`${model}@${version} does not take its features as one matrix`);
}

async function answer(
  name: string,
  session: InferenceSession,
  tensors: Feed['tensors'],
): Promise<InferenceSession.OnnxValueMapType> {
  const feeds: Record<string, RuntimeTensor> = {};
  for (const input of Object.keys(tensors)) {
    feeds[input] = runtimeTensor(tensors[input]);
  }
  try {
    return await session.run(feeds);
  } catch (cause) {
    throw new PredictqlError(
      'PREDICTION_FAILED',
      {
        subject: `Model ${name}`,
        expected: 'run on its features',
        received: onnxReason(cause),
        remedy: 'Look for inputs far from what it was trained on; if there are none, train it again.',
      },
      { cause },
    );
  }
}

/**
 * A tensor for ONNX Runtime. From Node 24 on its class turns the bits of a float16 into a Float16Array, of
 * which the native library reads nothing: it gets the bits in an object of the same form.
 */
function runtimeTensor({ dtype, data, dims }: FeedTensor): RuntimeTensor {
  if (dtype !== 'float16') return new RuntimeTensor(dtype, data, dims);
  return { type: dtype, data, dims, location: 'cpu' } as unknown as RuntimeTensor;
}

async function createSession(name: string, artifact: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(artifact, sessionOptions);
  } catch (cause) {
    throw new PredictqlError(
      'MODEL_UNLOADABLE',
      {
        subject: `The artifact of ${name}`,
        expected: 'load in ONNX Runtime',
        received: onnxReason(cause),
        remedy: 'Train the model again.',
      },
      { cause },
    );
  }
}
