import { GraphBuilder, type Shape } from '../../src/onnx';
import { assertSameType, broadcastShape, matrixAxes } from '../../src/onnx/shape';

function valuesOf(...shapes: readonly Shape[]) {
  const graph = new GraphBuilder('test');
  return shapes.map((shape, index) => graph.input(`x${index}`, 'float', shape));
}

describe('broadcastShape', () => {
  it.each<[Shape[], Shape]>([
    [[[]], []],
    [[['N', 3]], ['N', 3]],
    [
      [['N', 3], []],
      ['N', 3],
    ],
    [
      [['N', 3], [3]],
      ['N', 3],
    ],
    [
      [[3], ['N', 3]],
      ['N', 3],
    ],
    [
      [
        ['N', 3],
        [1, 3],
      ],
      ['N', 3],
    ],
    [
      [
        ['N', 1],
        [1, 3],
      ],
      ['N', 3],
    ],
    [
      [['N', 1], [3]],
      ['N', 3],
    ],
    [[['N'], [1]], ['N']],
    [
      [
        [0, 3],
        [1, 3],
      ],
      [0, 3],
    ],
    [
      [
        [2, 1, 4],
        [3, 1],
      ],
      [2, 3, 4],
    ],
    [
      [['N', 1], [1, 3], []],
      ['N', 3],
    ],
  ])('of %j is %j', (shapes, expected) => {
    expect(broadcastShape('Add', ...valuesOf(...shapes))).toEqual(expected);
  });

  it.each<[Shape[], string]>([
    [[[2], [3]], 'float[2] and float[3]'],
    [[['N', 3], [2]], 'float[N, 3] and float[2]'],
    [
      [
        ['N', 3],
        ['M', 3],
      ],
      'float[N, 3] and float[M, 3]',
    ],
    // N may be 2 when the graph runs, or not.
    [
      [
        ['N', 3],
        [2, 3],
      ],
      'float[N, 3] and float[2, 3]',
    ],
    [
      [
        [0, 3],
        [2, 3],
      ],
      'float[0, 3] and float[2, 3]',
    ],
    [[[1], [2], [3]], 'float[1] and float[2] and float[3]'],
  ])('of %j is refused', (shapes, received) => {
    expect(() => broadcastShape('Add', ...valuesOf(...shapes))).toThrow(
      expect.objectContaining({
        code: 'GRAPH_INVALID',
        message: `Operator Add must take values whose shapes broadcast, got ${received}.`,
      }),
    );
  });
});

describe('assertSameType', () => {
  const graph = new GraphBuilder('test');
  const float = graph.input('float', 'float', ['N']);
  const double = graph.input('double', 'double', ['N']);

  it('lets one type pass', () => {
    expect(() => assertSameType('Add', float, float, float)).not.toThrow();
  });

  it.each([[[float, double]], [[float, float, double]]])('refuses two', (values) => {
    expect(() => assertSameType('Add', ...values)).toThrow(
      'Operator Add must take values of one element type',
    );
  });
});

describe('matrixAxes', () => {
  it.each<[Shape, { rows: Shape[number]; columns: number }]>([
    [['N', 3], { rows: 'N', columns: 3 }],
    [[2, 0], { rows: 2, columns: 0 }],
  ])('of %j', (shape, axes) => {
    expect(matrixAxes('Gemm', valuesOf(shape)[0])).toEqual(axes);
  });

  it.each<[Shape]>([[[]], [['N']], [['N', 'C']], [['N', 3, 1]]])('of %j are refused', (shape) => {
    expect(() => matrixAxes('Gemm', valuesOf(shape)[0])).toThrow(
      'Operator Gemm must take a matrix with a known number of columns',
    );
  });
});
