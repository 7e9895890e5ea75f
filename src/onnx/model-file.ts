import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { type ErrorDetails, PredictqlError } from '../contract';
import { type ModelProto, ModelProtoSchema } from './gen/onnx_pb';
import type { GraphBuilder } from './graph-builder';

/** The operator sets that graphs of ours are written in, and the file format that goes with them. */
export const writtenFormat = { irVersion: 8, opset: 17, mlOpset: 3 } as const;

export interface ModelFileOptions {
  /** Key-value texts that the file carries about itself; written in key order. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly description?: string;
}

/**
 * The bytes of a `.onnx` file. The same graph and options give the same bytes: no dates, no versions of
 * the writer, fields in the order of their numbers.
 */
export function writeModel(
  builder: GraphBuilder,
  { metadata = {}, description = '' }: ModelFileOptions = {},
): Uint8Array {
  const { graph, domains } = builder.finish();
  const opsets = [{ domain: '', version: BigInt(writtenFormat.opset) }];
  if (domains.has('ai.onnx.ml'))
    opsets.push({ domain: 'ai.onnx.ml', version: BigInt(writtenFormat.mlOpset) });
  const model = create(ModelProtoSchema, {
    irVersion: BigInt(writtenFormat.irVersion),
    producerName: 'predictql',
    docString: description,
    graph,
    opsetImport: opsets,
    metadataProps: Object.keys(metadata)
      .sort()
      .map((key) => ({ key, value: metadata[key] })),
  });
  return toBinary(ModelProtoSchema, model);
}

/** @throws PredictqlError `GRAPH_INVALID` when the bytes are not an ONNX model */
export function readModel(bytes: Uint8Array): ModelProto {
  try {
    const model = fromBinary(ModelProtoSchema, bytes);
    // Few bytes, or none, may parse as a message in which every field is left out.
    if (model.graph !== undefined && model.opsetImport.length > 0) return model;
  } catch (cause) {
    throw notOnnx({ cause });
  }
  throw notOnnx();
}

function notOnnx(details: ErrorDetails = {}): PredictqlError {
  return new PredictqlError(
    'GRAPH_INVALID',
    { subject: 'A model file', expected: 'be in the ONNX format', remedy: 'Export it again.' },
    details,
  );
}

/** IR version and operator sets of a model, for its manifest. */
export function formatOf(model: ModelProto): { irVersion: number; opsets: Record<string, number> } {
  return {
    irVersion: Number(model.irVersion),
    opsets: Object.fromEntries(
      model.opsetImport.map(({ domain, version }) => [domain === '' ? 'ai.onnx' : domain, Number(version)]),
    ),
  };
}
