import type { Dtype } from '../../contract';
import { TensorProto_DataType as DataType, type TensorShapeProto, type TypeProto } from '../gen/onnx_pb';

/** The element types that onnxruntime-node can take and give. */
const dtypeOf: ReadonlyMap<number, Dtype> = new Map([
  [DataType.FLOAT, 'float32'],
  [DataType.DOUBLE, 'float64'],
  [DataType.FLOAT16, 'float16'],
  [DataType.INT8, 'int8'],
  [DataType.INT16, 'int16'],
  [DataType.INT32, 'int32'],
  [DataType.INT64, 'int64'],
  [DataType.UINT8, 'uint8'],
  [DataType.UINT16, 'uint16'],
  [DataType.UINT32, 'uint32'],
  [DataType.UINT64, 'uint64'],
  [DataType.BOOL, 'bool'],
  [DataType.STRING, 'string'],
]);

/** The type of an input or output, as the file declares it. */
export interface DeclaredType {
  /** In ONNX's own words: `tensor(float)`, `seq(map(int64, tensor(float)))`. */
  readonly text: string;
  /** Undefined for what is no tensor, or one that Node cannot take or give. */
  readonly dtype: Dtype | undefined;
  /** A name, '' among them, is any length. Undefined when even the number of axes is open. */
  readonly shape: readonly (number | string)[] | undefined;
}

/** @returns undefined when the file leaves the type to be inferred */
export function declaredType(type: TypeProto | undefined): DeclaredType | undefined {
  const text = textOf(type);
  if (type === undefined || text === undefined) return undefined;
  if (type.value.case !== 'tensorType') return { text, dtype: undefined, shape: undefined };
  const { elemType, shape } = type.value.value;
  return { text, dtype: dtypeOf.get(elemType), shape: shape && axesOf(shape) };
}

function axesOf({ dim }: TensorShapeProto): (number | string)[] {
  return dim.map(({ value }) => {
    if (value.case === 'dimParam') return value.value;
    // Old exporters write -1 where they mean "any".
    return value.case === undefined || value.value === -1n ? '' : Number(value.value);
  });
}

function textOf(type: TypeProto | undefined): string | undefined {
  if (type === undefined) return undefined;
  const { value: one } = type;
  switch (one.case) {
    case undefined:
      return undefined;
    case 'tensorType':
      return `tensor(${elementName(one.value.elemType)})`;
    case 'sparseTensorType':
      return `sparse_tensor(${elementName(one.value.elemType)})`;
    case 'sequenceType':
      return `seq(${textOf(one.value.elemType) ?? 'unknown'})`;
    case 'optionalType':
      return `optional(${textOf(one.value.elemType) ?? 'unknown'})`;
    case 'mapType':
      return `map(${elementName(one.value.keyType)}, ${textOf(one.value.valueType) ?? 'unknown'})`;
    case 'opaqueType':
      return 'opaque';
    default:
      return one satisfies never;
  }
}

function elementName(elemType: number): string {
  return DataType[elemType]?.toLowerCase() ?? String(elemType);
}
