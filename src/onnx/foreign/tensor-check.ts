import { TensorProto_DataType as DataType, type ModelProto, type TensorProto } from '../gen/onnx_pb';
import { type PlacedSparse, placedSparse, placedTensors } from './placed-tensors';
import { refusal } from './refusal';

type Field = 'floatData' | 'int32Data' | 'int64Data' | 'uint64Data' | 'doubleData' | 'stringData';

const fields: readonly Field[] = [
  'floatData',
  'int32Data',
  'int64Data',
  'uint64Data',
  'doubleData',
  'stringData',
];

/** How an element type is stored: bits in raw bytes, the typed field, and how many of its entries make one. */
interface Storage {
  readonly bits: number;
  readonly field: Field;
  /** Entries of the typed field for one element; a fraction where an entry holds several. */
  readonly entries: number;
}

const plain = (field: Field, bits: number): Storage => ({ bits, field, entries: 1 });

const storageOf: ReadonlyMap<DataType, Storage> = new Map([
  [DataType.FLOAT, plain('floatData', 32)],
  [DataType.UINT8, plain('int32Data', 8)],
  [DataType.INT8, plain('int32Data', 8)],
  [DataType.UINT16, plain('int32Data', 16)],
  [DataType.INT16, plain('int32Data', 16)],
  [DataType.INT32, plain('int32Data', 32)],
  [DataType.INT64, plain('int64Data', 64)],
  [DataType.STRING, plain('stringData', 0)],
  [DataType.BOOL, plain('int32Data', 8)],
  [DataType.FLOAT16, plain('int32Data', 16)],
  [DataType.DOUBLE, plain('doubleData', 64)],
  [DataType.UINT32, plain('uint64Data', 32)],
  [DataType.UINT64, plain('uint64Data', 64)],
  [DataType.COMPLEX64, { bits: 64, field: 'floatData', entries: 2 }],
  [DataType.COMPLEX128, { bits: 128, field: 'doubleData', entries: 2 }],
  [DataType.BFLOAT16, plain('int32Data', 16)],
  [DataType.FLOAT8E4M3FN, plain('int32Data', 8)],
  [DataType.FLOAT8E4M3FNUZ, plain('int32Data', 8)],
  [DataType.FLOAT8E5M2, plain('int32Data', 8)],
  [DataType.FLOAT8E5M2FNUZ, plain('int32Data', 8)],
  [DataType.FLOAT8E8M0, plain('int32Data', 8)],
  [DataType.UINT4, { bits: 4, field: 'int32Data', entries: 1 / 2 }],
  [DataType.INT4, { bits: 4, field: 'int32Data', entries: 1 / 2 }],
  [DataType.FLOAT4E2M1, { bits: 4, field: 'int32Data', entries: 1 / 2 }],
  [DataType.UINT2, { bits: 2, field: 'int32Data', entries: 1 / 4 }],
  [DataType.INT2, { bits: 2, field: 'int32Data', entries: 1 / 4 }],
]);

/** ONNX Runtime makes sparse constants dense; more elements than this do not fit beside anything else. */
const mostDenseElements = 2n ** 28n;

/**
 * Holds what every tensor of a model declares against the numbers it has: a reader that believes the shape
 * would read past the end of the data.
 *
 * @param subject - the file, for messages
 * @throws PredictqlError `MODEL_REFUSED` naming the first tensor whose axes, element type and data disagree
 */
export function assertTensors(model: ModelProto, subject: string): void {
  const refuse = (place: string, expected: string, received: string) =>
    refusal({ subject: `${subject}: ${place}`, expected, received, remedy: 'Export the model again.' });
  for (const { tensor, place } of placedTensors(model)) {
    const fault = tensorFault(tensor);
    if (fault !== undefined) throw refuse(place, fault.expected, fault.received);
  }
  for (const { sparse, place } of placedSparse(model)) {
    const fault = sparseFault(sparse);
    if (fault !== undefined) throw refuse(place, fault.expected, fault.received);
  }
}

interface Fault {
  readonly expected: string;
  readonly received: string;
}

function tensorFault(tensor: TensorProto): Fault | undefined {
  const { dims, dataType, rawData, segment } = tensor;
  const storage = storageOf.get(dataType);
  const name = DataType[dataType] ?? String(dataType);
  if (storage === undefined) return { expected: 'have an element type that ONNX knows', received: name };
  if (segment !== undefined) return { expected: 'be stored in one piece', received: 'a segment of it' };
  const shape = `[${dims.join(', ')}]`;
  if (dims.some((axis) => axis < 0n)) return { expected: 'have axes that are not negative', received: shape };
  const size = dims.reduce((product, axis) => product * axis, 1n);
  const held = fields.filter((field) => tensor[field].length > 0);
  const { bits, field, entries } = storage;
  if (rawData.length > 0) {
    if (bits === 0 || held.length > 0) {
      return { expected: 'hold its data in one way', received: 'both raw bytes and another' };
    }
    const bytes = (size * BigInt(bits) + 7n) / 8n;
    if (BigInt(rawData.length) === bytes) return undefined;
    return { expected: `hold ${bytes} bytes for ${name} ${shape}`, received: String(rawData.length) };
  }
  const other = held.find((one) => one !== field);
  if (other !== undefined) return { expected: `hold its data as ${name}`, received: `data in ${other}` };
  const count = tensor[field].length;
  // Axes are too large for a double to count long before memory could hold them.
  const wanted = Math.ceil(Number(size) * entries);
  if (count === wanted) return undefined;
  return { expected: `hold ${wanted} values for ${name} ${shape}`, received: String(count) };
}

function sparseFault({ values, indices, dims }: PlacedSparse['sparse']): Fault | undefined {
  const shape = `[${dims.join(', ')}]`;
  const size = dims.reduce((product, axis) => product * axis, 1n);
  if (dims.length === 0 || dims.some((axis) => axis <= 0n) || size > mostDenseElements) {
    return { expected: `have positive axes for at most ${mostDenseElements} elements`, received: shape };
  }
  if (values === undefined || values.dims.length !== 1) {
    return { expected: 'hold its values in one axis', received: `[${values?.dims.join(', ') ?? ''}]` };
  }
  const [count] = values.dims;
  const axes = indices?.dims ?? [];
  const isListed = axes.length === 1 || (axes.length === 2 && axes[1] === BigInt(dims.length));
  const fits = axes[0] === count && isListed && indices?.dataType === DataType.INT64;
  if (count === 0n && axes.length === 0) return undefined;
  if (fits) return undefined;
  return { expected: `hold ${count} int64 indices, one for each value`, received: `[${axes.join(', ')}]` };
}
