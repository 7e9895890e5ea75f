import { TensorProto_DataType } from './gen/onnx_pb';

/** Element types that graphs of ours use, by their ONNX names. */
export type ElementType = 'float' | 'double' | 'int32' | 'int64' | 'bool' | 'uint8' | 'string';

export const dataTypeOf: Readonly<Record<ElementType, TensorProto_DataType>> = {
  float: TensorProto_DataType.FLOAT,
  double: TensorProto_DataType.DOUBLE,
  int32: TensorProto_DataType.INT32,
  int64: TensorProto_DataType.INT64,
  bool: TensorProto_DataType.BOOL,
  uint8: TensorProto_DataType.UINT8,
  string: TensorProto_DataType.STRING,
};
