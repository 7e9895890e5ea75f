import { GraphBuilder } from '../../src/onnx';
import {
  append,
  type Blocks,
  type Frame,
  frameOf,
  gather,
  matrixBlocks,
  valueBlocks,
  without,
} from '../../src/training/frame';
import { numberColumn } from './columns';
import { matrixOf, rowsOf } from './matrices';

const columnsOf = (...names: string[]) => names.map(numberColumn);
const namesOf = (frame: Frame<unknown>) => frame.columns.map(({ name }) => name);

const first = matrixOf([
  [1, 2, 3],
  [4, 5, 6],
]);
const second = matrixOf([
  [7, 8],
  [9, 10],
]);
const frame = append(frameOf(columnsOf('a', 'b', 'c'), first), columnsOf('d', 'e'), second);

describe('a frame', () => {
  it.each([
    [[0], [[1], [4]]],
    [
      [4, 0, 3],
      [
        [8, 1, 7],
        [10, 4, 9],
      ],
    ],
    [
      [0, 1, 2, 3, 4],
      [
        [1, 2, 3, 7, 8],
        [4, 5, 6, 9, 10],
      ],
    ],
    [
      [2, 2],
      [
        [3, 3],
        [6, 6],
      ],
    ],
  ])('gathers its columns %j', (positions, rows) => {
    expect(rowsOf(gather(frame, positions, matrixBlocks))).toEqual(rows);
  });

  it('gives a whole block as it is', () => {
    expect(gather(frame, [0, 1, 2], matrixBlocks)).toBe(first);
    expect(gather(frame, [3, 4], matrixBlocks)).toBe(second);
    expect(gather(frame, [1, 0, 2], matrixBlocks)).not.toBe(first);
  });

  it('loses columns without touching the others', () => {
    const left = without(frame, [1, 3, 3]);
    expect(namesOf(left)).toEqual(['a', 'c', 'e']);
    expect(rowsOf(gather(left, [0, 1, 2], matrixBlocks))).toEqual([
      [1, 3, 8],
      [4, 6, 10],
    ]);
    expect(namesOf(frame)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('refuses a name that it has', () => {
    for (const [added, twice] of [
      [['f', 'b'], 'b'],
      [['f', 'f'], 'f'],
    ] as const) {
      expect(() => append(frame, columnsOf(...added), second)).toThrow(
        expect.objectContaining({
          code: 'STEP_UNFITTABLE',
          message: `Columns that a step makes must have names that no other column has, got '${twice}' twice.`,
        }),
      );
    }
    expect(namesOf(append(without(frame, [1]), columnsOf('b', 'f'), second))).toContain('b');
  });

  it('has no block of no columns', () => {
    expect(() => gather(frame, [], matrixBlocks)).toThrow(
      expect.objectContaining({
        code: 'ESTIMATOR_UNFITTABLE',
        message: 'The steps of a pipeline must leave the estimator a column, got none. Drop fewer.',
      }),
    );
  });
});

describe('a frame of a graph', () => {
  function graphFrame() {
    const graph = new GraphBuilder('test');
    const x = graph.input('x', 'float', ['N', 3]);
    const y = graph.input('y', 'float', ['N', 2]);
    const blocks = valueBlocks(graph);
    return { graph, x, blocks, frame: append(frameOf(columnsOf('a', 'b', 'c'), x), columnsOf('d', 'e'), y) };
  }
  const operatorsOf = (graph: GraphBuilder) => graph.finish().graph.node.map(({ opType }) => opType);

  it('reads a whole block without a node', () => {
    const { graph, x, blocks, frame: values } = graphFrame();
    expect(gather(values, [0, 1, 2], blocks)).toBe(x);
    expect(operatorsOf(graph)).toEqual([]);
  });

  it('cuts each block at most once', () => {
    const { graph, blocks, frame: values } = graphFrame();
    expect(gather(values, [0, 2, 3, 4], blocks).shape).toEqual(['N', 4]);
    expect(operatorsOf(graph)).toEqual(['Gather', 'Concat']);
  });

  it('is cut as the training data are', () => {
    const asked: (readonly number[])[] = [];
    const { blocks, frame: values } = graphFrame();
    const watched = <Block>(own: Blocks<Block>): Blocks<Block> => ({
      ...own,
      gather(block, indices) {
        asked.push(indices);
        return own.gather(block, indices);
      },
    });
    gather(values, [4, 2, 1, 3], watched(blocks));
    gather(frame, [4, 2, 1, 3], watched(matrixBlocks));
    expect(asked.slice(0, 3)).toEqual([[1], [2, 1], [0]]);
    expect(asked.slice(3)).toEqual(asked.slice(0, 3));
  });
});
