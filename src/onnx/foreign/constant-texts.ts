import { TensorProto_DataType as DataType, type GraphProto, type TensorProto } from '../gen/onnx_pb';
import { nodeAttribute } from './node-attribute';

/** Lists longer than this are no labels, vocabularies or column numbers. */
const mostElements = 10_000;

/**
 * The elements of a constant of texts or whole numbers, as texts.
 *
 * @param name - an initializer, or what a Constant node makes
 * @returns undefined when there is no such constant, or it is of another type or long
 */
export function constantTexts(graph: GraphProto, name: string): string[] | undefined {
  const maker = graph.node.find(({ opType, output }) => opType === 'Constant' && output[0] === name);
  const tensor =
    graph.initializer.find((one) => one.name === name) ?? (maker && nodeAttribute(maker, 'value')?.t);
  if (tensor === undefined) return undefined;
  const size = tensor.dims.reduce((product, axis) => product * axis, 1n);
  return size > mostElements ? undefined : textsOf(tensor);
}

function textsOf({ dataType, stringData, int64Data, int32Data, rawData }: TensorProto): string[] | undefined {
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  switch (dataType) {
    case DataType.STRING:
      return stringData.map((bytes) => Buffer.from(bytes).toString('utf8'));
    case DataType.INT64:
      if (rawData.length === 0) return int64Data.map(String);
      return Array.from({ length: rawData.length / 8 }, (_, at) => String(view.getBigInt64(at * 8, true)));
    case DataType.INT32:
      if (rawData.length === 0) return int32Data.map(String);
      return Array.from({ length: rawData.length / 4 }, (_, at) => String(view.getInt32(at * 4, true)));
    default:
      return undefined;
  }
}
