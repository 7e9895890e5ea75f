import { create, toBinary } from '@bufbuild/protobuf';
import type { Dtype } from '../../src/contract';
import {
  ModelProtoSchema,
  TensorProto_DataType as Type,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from '../../src/onnx/gen/onnx_pb';

const typeOf: Readonly<Record<Dtype, Type>> = {
  float32: Type.FLOAT,
  float64: Type.DOUBLE,
  float16: Type.FLOAT16,
  int8: Type.INT8,
  int16: Type.INT16,
  int32: Type.INT32,
  int64: Type.INT64,
  uint8: Type.UINT8,
  uint16: Type.UINT16,
  uint32: Type.UINT32,
  uint64: Type.UINT64,
  bool: Type.BOOL,
  string: Type.STRING,
};

/** A model that gives `x` [N, columns] of any dtype back as `y`. */
export function identityModel(dtype: Dtype, columns: number): Uint8Array {
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: 8n,
      opsetImport: [{ domain: '', version: 17n }],
      graph: {
        name: 'identity',
        node: [{ opType: 'Identity', input: ['x'], output: ['y'] }],
        input: [value('x', dtype, columns)],
        output: [value('y', dtype, columns)],
      },
    }),
  );
}

function value(name: string, dtype: Dtype, columns: number): ValueInfoProto {
  const dim = [
    { value: { case: 'dimParam' as const, value: 'N' } },
    { value: { case: 'dimValue' as const, value: BigInt(columns) } },
  ];
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: typeOf[dtype], shape: { dim } } } },
  });
}
