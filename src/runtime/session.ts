import { type Manifest, type Matrix, type Prediction, PredictqlError, readPrediction } from '../contract';
import { InferenceSession, RuntimeTensor } from '../onnx';
import { onnxReason } from './onnx-reason';

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
   * @param x - float32 [rows, features], contract order; NaN means missing
   * @throws PredictqlError `PREDICTION_FAILED` when the model fails or answers with something else
   */
  run(x: Matrix): Promise<Prediction>;
}

/** @throws PredictqlError `MODEL_UNLOADABLE` when ONNX Runtime refuses the bytes */
export async function loadSession(manifest: Manifest, artifact: Uint8Array): Promise<ModelSession> {
  const name = `${manifest.model}@${manifest.version}`;
  const { input } = manifest.binding;
  const { target } = manifest.contract;
  const session = await createSession(name, artifact);
  return {
    async run({ data, rows, columns }) {
      let outputs: InferenceSession.OnnxValueMapType;
      try {
        outputs = await session.run({ [input]: new RuntimeTensor('float32', data, [rows, columns]) });
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
      return readPrediction(target, outputs, rows);
    },
  };
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
