import { fromBinary } from '@bufbuild/protobuf';
import { type ModelProto, ModelProtoSchema } from '../gen/onnx_pb';
import { otherFormatOf } from './other-format';
import { refusal } from './refusal';

/**
 * The model in the bytes of a file from elsewhere.
 *
 * @param subject - the file, for messages: `churn.onnx`
 * @throws PredictqlError `MODEL_REFUSED` when the bytes are empty, in another format, damaged, nested deeper
 *   than a hundred messages, or a message that says nothing of a model
 */
export function decodeModel(bytes: Uint8Array, subject: string): ModelProto {
  const other = otherFormatOf(bytes);
  if (other !== undefined) throw notOnnx(subject, other);
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw notOnnx(subject, 'bytes that are cut off or belong to another format', cause);
  }
  // Few bytes, or none, may parse as a message in which every field is left out.
  if (model.graph === undefined) throw notOnnx(subject, 'bytes without a graph');
  if (model.opsetImport.length === 0) throw notOnnx(subject, 'a model that names no operator set');
  return model;
}

function notOnnx(subject: string, received: string, cause?: unknown) {
  return refusal(
    { subject, expected: 'be a file in the ONNX format', received, remedy: 'Export it to ONNX again.' },
    { cause },
  );
}
