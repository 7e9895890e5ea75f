import { fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  bools,
  bytes,
  doubles,
  type ElementType,
  floats,
  GraphBuilder,
  int64s,
  operators,
  strings,
  type Tensor,
  tensorProto,
} from '../../src/onnx';
import { TensorProtoSchema } from '../../src/onnx/gen/onnx_pb';
import { runGraph } from '../support/run-graph';
import { expectSameNumbers } from '../support/same-numbers';

const awkward = [0, -0, 1.5, -3, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** The bytes of a tensor as its reader sees them, in memory of their own so that they are aligned. */
function reread(tensor: Tensor) {
  const proto = fromBinary(TensorProtoSchema, toBinary(TensorProtoSchema, tensorProto('t', tensor)));
  return { proto, buffer: Uint8Array.from(proto.rawData).buffer };
}

describe('a constant survives its file', () => {
  it.each<[ElementType, number, Tensor, (buffer: ArrayBufferLike) => ArrayLike<unknown>, unknown[]]>([
    ['float', 1, floats([...awkward, 0.1]), (b) => new Float32Array(b), [...awkward, Math.fround(0.1)]],
    ['double', 11, doubles([...awkward, 0.1, 1e300]), (b) => new Float64Array(b), [...awkward, 0.1, 1e300]],
    [
      'int64',
      7,
      int64s([0, -1, 2 ** 53 - 1, -(2 ** 53)]),
      (b) => new BigInt64Array(b),
      [0n, -1n, 2n ** 53n - 1n, -(2n ** 53n)],
    ],
    ['bool', 9, bools([true, false]), (b) => new Uint8Array(b), [1, 0]],
    ['uint8', 2, bytes([0, 255]), (b) => new Uint8Array(b), [0, 255]],
  ])('%s', (type, dataType, tensor, view, expected) => {
    const { proto, buffer } = reread(tensor);
    expect(tensor.type).toBe(type);
    expect(proto.dataType).toBe(dataType);
    expect(proto.dims).toEqual([BigInt(expected.length)]);
    expect(Array.from(view(buffer))).toEqual(expected);
  });

  it('string', () => {
    const texts = ['', 'brick', 'Wd Sdng', 'Grüße 家 🏠', 'a\nb\0c'];
    const { proto } = reread(strings(texts));
    expect(proto.dataType).toBe(8);
    expect(proto.stringData.map((text) => Buffer.from(text).toString('utf8'))).toEqual(texts);
    expect(proto.rawData).toHaveLength(0);
  });
});

describe('the shape of a constant', () => {
  it.each<[string, Tensor, bigint[]]>([
    ['is its length', floats([1, 2, 3]), [3n]],
    ['may be a matrix', floats([1, 2, 3, 4, 5, 6], [2, 3]), [2n, 3n]],
    ['may be a scalar', floats([7], []), []],
    ['may hold nothing', floats([], [0, 3]), [0n, 3n]],
  ])('%s', (_, tensor, dims) => {
    expect(reread(tensor).proto.dims).toEqual(dims);
  });

  it.each<[string, () => Tensor]>([
    ['A float constant of shape [2, 3] must hold 6 values, got 5.', () => floats([1, 2, 3, 4, 5], [2, 3])],
    ['A double constant of shape [] must hold 1 values, got 2.', () => doubles([1, 2], [])],
    ['A int64 constant of shape [0] must hold 0 values, got 1.', () => int64s([1], [0])],
    ['A bool constant of shape [2] must hold 2 values, got 0.', () => bools([], [2])],
    ['A uint8 constant of shape [1] must hold 1 values, got 2.', () => bytes([1, 2], [1])],
    ['A string constant of shape [3] must hold 3 values, got 1.', () => strings(['a'], [3])],
  ])('%s', (message, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'GRAPH_INVALID', message }));
  });
});

it('a constant keeps its numbers when the list it was made from changes', () => {
  const values = Float32Array.from([1, 2]);
  const tensor = floats(values);
  values[0] = 9;
  expect(new Float32Array(reread(tensor).buffer)).toEqual(Float32Array.from([1, 2]));
});

it.each<[string, Tensor, number[]]>([
  ['floats', floats(awkward), awkward],
  ['doubles', doubles(awkward), awkward],
  ['int64s', int64s([1, -2, 3]), [1, -2, 3]],
  ['bools', bools([true, false, true]), [1, 0, 1]],
  ['bytes', bytes([1, 2, 255]), [1, 2, 255]],
])('ONNX Runtime reads %s as they were written', async (_, tensor, expected) => {
  const { values } = await runGraph(
    (graph: GraphBuilder, index) => operators.gatherElements(graph, graph.constant(tensor), index),
    { type: 'int64', shape: [expected.length], values: [...expected.keys()] },
  );
  expectSameNumbers(values, expected);
});
