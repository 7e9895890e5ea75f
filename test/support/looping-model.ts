import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  TensorProto_DataType,
} from '../../src/onnx/gen/onnx_pb';

/**
 * The ONNX file of a model of one feature that answers with it, and never ends when some row is above 9: the
 * condition of its loop stays true then.
 */
export function loopingModel(): Uint8Array {
  const graph = create(GraphProtoSchema, {
    name: 'looping',
    input: [tensor('features', TensorProto_DataType.FLOAT, ['N', 1])],
    output: [tensor('prediction', TensorProto_DataType.FLOAT, ['N', 1])],
    initializer: [
      { name: 'limit', dataType: TensorProto_DataType.FLOAT, floatData: [9] },
      { name: 'forever', dataType: TensorProto_DataType.INT64, int64Data: [2n ** 63n - 1n] },
      { name: 'begin', dataType: TensorProto_DataType.BOOL, int32Data: [1] },
    ],
    node: [
      {
        opType: 'ReduceMax',
        input: ['features'],
        output: ['largest'],
        attribute: [{ name: 'keepdims', type: AttributeProto_AttributeType.INT, i: 0n }],
      },
      { opType: 'Greater', input: ['largest', 'limit'], output: ['again'] },
      {
        opType: 'Loop',
        input: ['forever', 'begin', 'features'],
        output: ['prediction'],
        attribute: [{ name: 'body', type: AttributeProto_AttributeType.GRAPH, g: loopBody() }],
      },
    ],
  });
  const opsetImport = [{ domain: '', version: 17n }];
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, opsetImport, graph }));
}

function loopBody(): GraphProto {
  return create(GraphProtoSchema, {
    name: 'body',
    input: [
      tensor('turn', TensorProto_DataType.INT64, []),
      tensor('goesOn', TensorProto_DataType.BOOL, []),
      tensor('before', TensorProto_DataType.FLOAT, ['N', 1]),
    ],
    output: [
      tensor('goOn', TensorProto_DataType.BOOL, []),
      tensor('after', TensorProto_DataType.FLOAT, ['N', 1]),
    ],
    node: [
      { opType: 'Identity', input: ['again'], output: ['goOn'] },
      { opType: 'Identity', input: ['before'], output: ['after'] },
    ],
  });
}

function tensor(name: string, elemType: TensorProto_DataType, axes: readonly (string | number)[]) {
  const dim = axes.map((axis) =>
    typeof axis === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(axis) } }
      : { value: { case: 'dimParam' as const, value: axis } },
  );
  return { name, type: { value: { case: 'tensorType' as const, value: { elemType, shape: { dim } } } } };
}
