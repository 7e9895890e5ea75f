import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProtoSchema,
  TensorProto_DataType as Type,
} from '../../src/onnx/gen/onnx_pb';

type ModelInit = Exclude<MessageInitShape<typeof ModelProtoSchema>, { $typeName: string }>;
type GraphInit = Exclude<MessageInitShape<typeof GraphProtoSchema>, { $typeName: string }>;
export type NodeInit = Exclude<MessageInitShape<typeof NodeProtoSchema>, { $typeName: string }>;

export { Type };

/** An input or output: a name of an axis is any length. */
export function value(name: string, elemType: number, axes: readonly (number | string)[]) {
  const dim = axes.map((axis) =>
    typeof axis === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(axis) } }
      : { value: { case: 'dimParam' as const, value: axis } },
  );
  return { name, type: { value: { case: 'tensorType' as const, value: { elemType, shape: { dim } } } } };
}

/** A graph that passes x, float32 [N, 2], on as y, with changes. */
export function graphOf(changes: GraphInit = {}) {
  return create(GraphProtoSchema, {
    name: 'g',
    input: [value('x', Type.FLOAT, ['N', 2])],
    output: [value('y', Type.FLOAT, ['N', 2])],
    node: [{ opType: 'Identity', name: 'pass', input: ['x'], output: ['y'] }],
    ...changes,
  });
}

/** The bytes of a model from another tool: the graph of {@link graphOf} with changes. */
export function foreignFile(graph: GraphInit = {}, model: ModelInit = {}): Uint8Array {
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: 8n,
      producerName: 'test',
      opsetImport: [
        { domain: '', version: 17n },
        { domain: 'ai.onnx.ml', version: 3n },
      ],
      graph: graphOf(graph),
      ...model,
    }),
  );
}

/** A float32 tensor. */
export function floatTensor(name: string, values: readonly number[], dims = [values.length]) {
  return { name, dataType: Type.FLOAT, dims: dims.map(BigInt), floatData: [...values] };
}

/** A tensor that says its numbers are in another file. */
export function externalTensor(name: string, location: string) {
  return {
    name,
    dataType: Type.FLOAT,
    dims: [2n],
    dataLocation: 1,
    externalData: [{ key: 'location', value: location }],
  };
}
