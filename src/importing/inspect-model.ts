import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type Dtype, dtypeSchema, shown } from '../contract';
import { type ForeignValue, InferenceSession, readForeignModel, refusal } from '../onnx';
import { loadReason } from './load-reason';
import type { Inspection, InspectRequest, ModelTensor } from './protocol';

/**
 * Reads and checks a file and loads it in ONNX Runtime. To be run in a {@link GuardedProcess}.
 *
 * @throws PredictqlError `MODEL_REFUSED` with the reason why the model is not taken in
 */
export async function inspectModel({ path, file, artifact: place }: InspectRequest) {
  const bytes = await readFile(path);
  const model = readForeignModel(bytes, file);
  const session = await load(model.bytes, file);
  const inputs = tensorsOf(session.inputMetadata, model.inputs, file);
  const outputs = tensorsOf(session.outputMetadata, model.outputs, file);
  await session.release();
  await writeFile(place, model.bytes);
  const { cut, classes, vocabularies, producer, producerVersion, description, metadata, irVersion, opsets } =
    model;
  const inspection: Inspection = {
    inputs,
    outputs,
    cut,
    classes,
    vocabularies,
    producer,
    producerVersion,
    description,
    metadata,
    irVersion,
    opsets,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
  return { inspection, artifact: model.bytes };
}

async function load(bytes: Uint8Array, file: string): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  } catch (cause) {
    throw refusal(
      {
        subject: file,
        expected: 'load in ONNX Runtime',
        received: loadReason(cause),
        remedy: 'Export it with operators and types that ONNX Runtime has.',
      },
      { cause },
    );
  }
}

/** ONNX Runtime infers what the file leaves open, but tells no unknown number of axes from none. */
function tensorsOf(
  metadata: readonly InferenceSession.ValueMetadata[],
  declared: readonly ForeignValue[],
  file: string,
): ModelTensor[] {
  return declared.map(({ name, type }) => {
    const loaded = metadata.find((one) => one.name === name);
    if (loaded === undefined || !loaded.isTensor || !isDtype(loaded.type)) {
      throw refusal({
        subject: `${file}: ${shown(name)}`,
        expected: 'be a tensor of numbers, texts or booleans once the model is loaded',
        received: loaded?.isTensor ? loaded.type : 'something else',
      });
    }
    const shape = loaded.shape.length > 0 ? loaded.shape : type?.shape;
    return { name, dtype: loaded.type, ...(shape && { shape }) };
  });
}

function isDtype(type: string): type is Dtype {
  return dtypeSchema.safeParse(type).success;
}
