import { PredictqlError } from '../../contract';
import { decodeModel } from './decode';
import { type MessageShape, modelShape } from './message-shape';
import { placedTensors } from './placed-tensors';
import { refusal } from './refusal';
import { MalformedWire, WireReader, wireType } from './wire-reader';

/** Fields of a tensor by which it says that its numbers are in another file. */
const externalDataField = 13;
const dataLocationField = 14;

/** How deep messages may nest. Protobuf's own parsers, ONNX Runtime's among them, stop there too. */
const deepestNesting = 100;

/**
 * Refuses a model that would have ONNX Runtime read other files, wherever in it that hides: in initializers,
 * dense or sparse, in attributes, subgraphs, functions, training information. It walks the encoded bytes
 * and looks at no number, so that a server can afford it at every load: a file costs by the number of its
 * fields.
 *
 * @param subject - the file with its place, for the message
 * @throws PredictqlError `MODEL_REFUSED` when a tensor is external, naming it; when the bytes are not a
 *   protobuf message or nest deeper than any model; when they are in ONNX Runtime's own format, which this
 *   walk could not see into
 */
export function assertNoExternalData(bytes: Uint8Array, subject = 'The model file'): void {
  if (isOrtFormat(bytes)) {
    throw refusal({
      subject,
      expected: 'be in the ONNX format',
      received: "ONNX Runtime's own format",
      remedy: 'Give the .onnx file that it was made from.',
    });
  }
  let external: boolean;
  try {
    external = hasExternalData(new WireReader(bytes), modelShape, 1);
  } catch (cause) {
    if (!(cause instanceof MalformedWire)) throw cause;
    throw refusal(
      { subject, expected: 'be a whole file in the ONNX format', received: cause.message, remedy },
      { cause },
    );
  }
  if (external) throw externalRefusal(bytes, subject);
}

const remedy = 'Export or download it again.';

function hasExternalData(reader: WireReader, { children, isTensor }: MessageShape, depth: number): boolean {
  if (depth > deepestNesting) {
    throw new MalformedWire(`messages nested more than ${deepestNesting} deep`);
  }
  while (reader.next()) {
    if (isTensor) {
      if (reader.field === externalDataField) return true;
      // Parsers keep the last of several locations, and an unknown one is not for us to guess.
      if (reader.field === dataLocationField && (reader.type !== wireType.varint || reader.value !== 0)) {
        return true;
      }
    }
    const child = children[reader.field];
    if (child === undefined || reader.type !== wireType.bytes) continue;
    const inner = new WireReader(reader.bytes, reader.contentStart, reader.contentEnd);
    if (hasExternalData(inner, child, depth + 1)) return true;
  }
  return false;
}

/** ONNX Runtime takes bytes for its own flatbuffers format by four letters at their beginning. */
function isOrtFormat(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ORTM';
}

/** Only the refused are decoded, to say which tensor it is. */
function externalRefusal(bytes: Uint8Array, subject: string): PredictqlError {
  return refusal({
    subject,
    expected: 'hold all of its tensors itself',
    received: `${placeOfExternal(bytes, subject) ?? 'a tensor'} with external data`,
    remedy: 'Export it as one file, without external data.',
  });
}

function placeOfExternal(bytes: Uint8Array, subject: string): string | undefined {
  try {
    for (const { tensor, place } of placedTensors(decodeModel(bytes, subject))) {
      if (tensor.externalData.length > 0 || tensor.dataLocation !== 0) return place;
    }
  } catch (error) {
    if (!(error instanceof PredictqlError)) throw error;
  }
  return undefined;
}
