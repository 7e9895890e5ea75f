import { create } from '@bufbuild/protobuf';
import { PredictqlError } from '../contract';
import { dataTypeOf, type ElementType } from './element-type';
import { type TensorProto, TensorProtoSchema } from './gen/onnx_pb';

/** A constant of a graph: its type, its axes and its little-endian bytes (texts for strings). */
export interface Tensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly content: Uint8Array | readonly string[];
}

type Numbers = ArrayLike<number>;

/** float32 constant; the shape is [length] unless given, [] makes a scalar. */
export function floats(values: Numbers, shape: readonly number[] = [values.length]): Tensor {
  return tensor('float', shape, values.length, bytesOf(Float32Array.from(values)));
}

/** float64 constant. */
export function doubles(values: Numbers, shape: readonly number[] = [values.length]): Tensor {
  return tensor('double', shape, values.length, bytesOf(Float64Array.from(values)));
}

/** int64 constant of whole numbers that a double holds exactly. */
export function int64s(values: Numbers, shape: readonly number[] = [values.length]): Tensor {
  return tensor('int64', shape, values.length, bytesOf(BigInt64Array.from(Array.from(values), BigInt)));
}

/** bool constant. */
export function bools(values: ArrayLike<boolean>, shape: readonly number[] = [values.length]): Tensor {
  return tensor('bool', shape, values.length, Uint8Array.from(Array.from(values), Number));
}

/** uint8 constant. */
export function bytes(values: Numbers, shape: readonly number[] = [values.length]): Tensor {
  return tensor('uint8', shape, values.length, Uint8Array.from(values));
}

/** string constant. */
export function strings(values: readonly string[], shape: readonly number[] = [values.length]): Tensor {
  return tensor('string', shape, values.length, [...values]);
}

/** The tensor as ONNX writes it. */
export function tensorProto(name: string, { type, shape, content }: Tensor): TensorProto {
  const common = { name, dataType: dataTypeOf[type], dims: shape.map(BigInt) };
  return content instanceof Uint8Array
    ? create(TensorProtoSchema, { ...common, rawData: content })
    : create(TensorProtoSchema, { ...common, stringData: content.map((text) => Buffer.from(text, 'utf8')) });
}

function tensor(
  type: ElementType,
  shape: readonly number[],
  length: number,
  content: Tensor['content'],
): Tensor {
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (size !== length) {
    throw new PredictqlError('GRAPH_INVALID', {
      subject: `A ${type} constant of shape [${shape.join(', ')}]`,
      expected: `hold ${size} values`,
      received: String(length),
    });
  }
  return { type, shape, content };
}

/** ONNX stores numbers little-endian, as do all platforms that Node and ONNX Runtime support. */
function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
