import { create, toBinary } from '@bufbuild/protobuf';
import { GraphProtoSchema, ModelProtoSchema, ValueInfoProtoSchema } from '../gen/onnx_pb';
import type { OutputCut } from './cut-outputs';
import { refusal } from './refusal';
import { WireReader, wireType } from './wire-reader';

const graphField = ModelProtoSchema.field.graph.number;
const nodeField = GraphProtoSchema.field.node.number;
const outputField = GraphProtoSchema.field.output.number;

/**
 * The file without the nodes and outputs that are cut. All other bytes stay as they are, in their order:
 * fields that this program does not know, and those that it would write in another way.
 *
 * @param bytes - a file that decodes
 * @param subject - the file, for messages
 * @throws PredictqlError `MODEL_REFUSED` when the graph comes in several pieces, which count as one
 */
export function rewriteModel(
  bytes: Uint8Array,
  { nodes, outputs }: Pick<OutputCut, 'nodes' | 'outputs'>,
  subject: string,
): Uint8Array {
  if (nodes.size === 0 && outputs.size === 0) return bytes;
  const reader = new WireReader(bytes);
  const parts: Uint8Array[] = [];
  let graphs = 0;
  while (reader.next()) {
    if (reader.field === graphField && reader.type === wireType.bytes) {
      graphs++;
      const graph = graphParts(bytes, reader.contentStart, reader.contentEnd, { nodes, outputs });
      parts.push(
        header(
          graphField,
          graph.reduce((sum, part) => sum + part.length, 0),
        ),
        ...graph,
      );
    } else {
      parts.push(bytes.subarray(reader.fieldStart, reader.contentEnd));
    }
  }
  if (graphs !== 1) {
    throw refusal({ subject, expected: 'hold its graph in one piece', received: `${graphs} pieces` });
  }
  return Buffer.concat(parts);
}

function graphParts(
  bytes: Uint8Array,
  start: number,
  end: number,
  { nodes, outputs }: Pick<OutputCut, 'nodes' | 'outputs'>,
): Uint8Array[] {
  const reader = new WireReader(bytes, start, end);
  const parts: Uint8Array[] = [];
  let node = 0;
  let output = 0;
  let keptFrom = start;
  const replaceField = (...replacement: Uint8Array[]) => {
    parts.push(bytes.subarray(keptFrom, reader.fieldStart), ...replacement);
    keptFrom = reader.contentEnd;
  };
  while (reader.next()) {
    if (reader.field === nodeField && nodes.has(node++)) {
      replaceField();
    } else if (reader.field === outputField) {
      const name = outputs.get(output++);
      if (name === null) replaceField();
      if (typeof name === 'string') replaceField(...floatOutput(name));
    }
  }
  parts.push(bytes.subarray(keptFrom, end));
  return parts;
}

/** The matrix that went into a ZipMap; ONNX Runtime infers its axes. */
function floatOutput(name: string): Uint8Array[] {
  const info = create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: 1 } } },
  });
  const content = toBinary(ValueInfoProtoSchema, info);
  return [header(outputField, content.length), content];
}

/** Tag and length of a field that holds bytes. */
function header(field: number, length: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8 + wireType.bytes), ...varint(length)]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}
