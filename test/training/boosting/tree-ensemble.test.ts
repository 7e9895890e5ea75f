import { type Matrix, takeRows } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import {
  type BoostedTrees,
  type BoostingRules,
  fitBoosting,
} from '../../../src/training/boosting/fit-boosting';
import { logisticLoss, softmaxLoss, squaredLoss } from '../../../src/training/boosting/losses';
import type { Split, Tree } from '../../../src/training/boosting/tree';
import { assertWritable, emitTrees } from '../../../src/training/boosting/tree-ensemble';
import { runTransform } from '../../../src/training/run-graph';
import { tolerances } from '../../support/tolerances';
import { matrixOf, rowsOf } from '../matrices';
import { type MixedData, mixedData } from './mixed-data';
import { leafOf, predictTrees } from './predict-trees';

const { NaN: missing, POSITIVE_INFINITY: infinity } = Number;

const rules: BoostingRules = {
  trees: 20,
  learningRate: 0.3,
  maxDepth: 6,
  maxLeaves: infinity,
  minLeafRows: 5,
  minChildWeight: 1e-3,
  l2: 0,
  subsample: 1,
  columnSample: 1,
  monotone: new Int8Array(6),
  earlyStopping: undefined,
};

function fitted({ x, columns, target }: MixedData): BoostedTrees {
  const { classes } = target;
  const loss = classes === 0 ? squaredLoss : classes === 2 ? logisticLoss : softmaxLoss(classes);
  return fitBoosting(x, columns, target, loss, rules, new RandomSource(1), () => {});
}

function inOnnx({ start, rounds }: BoostedTrees, x: Matrix): Promise<Matrix> {
  const additions = (value: number, tree: number) => [{ output: tree % start.length, value }];
  return runTransform(
    (graph, value) => emitTrees(graph, value, { trees: rounds.flat(), start, additions }),
    x,
  );
}

/** Fails unless the sums agree but for what float32 rounds off each addition. */
function expectSameSums(received: Matrix, { start, rounds }: BoostedTrees, x: Matrix): void {
  const expected = predictTrees({ start, rounds }, x);
  expect([received.rows, received.columns]).toEqual([x.rows, start.length]);
  const largest = (tree: Tree) =>
    Math.max(...tree.nodes.map((node) => ('value' in node ? Math.abs(node.value) : 0)));
  const size = rounds.flat().reduce((sum, tree) => sum + largest(tree), Math.max(...start.map(Math.abs)));
  for (const [at, value] of expected.entries()) {
    if (Math.abs(received.data[at] - value) > tolerances.product * size) {
      throw new Error(`row ${Math.floor(at / start.length)} is ${received.data[at]} instead of ${value}`);
    }
  }
}

function splitsOf({ rounds }: BoostedTrees): Split[] {
  return rounds.flat().flatMap(({ nodes }) => nodes.flatMap((node) => ('split' in node ? [node.split] : [])));
}

/** A float32 and its two neighbours. */
function around(value: number): number[] {
  const floats = Float32Array.of(value, value, value);
  const bits = new Int32Array(floats.buffer);
  bits[1]++;
  bits[2]--;
  return [...floats].filter((float) => !Number.isNaN(float));
}

describe.each([0, 2, 3])('trees as ONNX, %d classes', (classes) => {
  const data = mixedData(1500, classes);
  const trees = fitted(data);
  const splits = splitsOf(trees);

  it('are of every kind', () => {
    expect(splits.some(({ kind, missingGoesLeft }) => kind === 'numeric' && missingGoesLeft)).toBe(true);
    expect(splits.some(({ kind, missingGoesLeft }) => kind === 'numeric' && !missingGoesLeft)).toBe(true);
    for (const column of [3, 4, 5]) {
      for (const missingGoesLeft of [false, true]) {
        expect(
          splits.some((split) => split.column === column && split.missingGoesLeft === missingGoesLeft),
        ).toBe(true);
      }
    }
    expect(
      Math.max(...splits.map((split) => (split.kind === 'category' ? split.codes.length : 0))),
    ).toBeGreaterThan(60);
  });

  it('answer the rows that they learned from', async () => {
    expectSameSums(await inOnnx(trees, data.x), trees, data.x);
  });

  it('answer 10,000 rows of anything', async () => {
    const random = new RandomSource(9);
    const rows = rowsOf(data.x);
    const thresholds = data.columns.map((_, column) =>
      splits.flatMap((split) =>
        split.kind === 'numeric' && split.column === column ? around(split.threshold) : [],
      ),
    );
    const extremes = [missing, infinity, -infinity, 3.4e38, -3.4e38, 1e-45, -1e-45, 0, -0, 0.5, 1e9];
    const anyOf = <T>(values: readonly T[]): T => values[random.integer(values.length)];
    const cellOf = (column: number): number => {
      const choice = random.integer(4);
      if (choice === 0) return anyOf(rows)[column];
      if (choice === 1) return anyOf(extremes);
      if (column < 3) return thresholds[column].length > 0 ? anyOf(thresholds[column]) : random.normal();
      return random.integer(350) - 25;
    };
    const x = matrixOf(Array.from({ length: 10_000 }, () => data.columns.map((_, column) => cellOf(column))));
    expectSameSums(await inOnnx(trees, x), trees, x);
  });

  it('answer one row, and none', async () => {
    for (const rows of [[7], []]) {
      const x = takeRows(data.x, rows);
      expectSameSums(await inOnnx(trees, x), trees, x);
    }
  });
});

describe('a set of categories', () => {
  /** A tree that answers 1 for the codes and 0 for all others. */
  function treeOf(codes: readonly number[], missingGoesLeft: boolean): BoostedTrees {
    const split = { kind: 'category', column: 0, codes, bins: codes, missingGoesLeft, gain: 1 } as const;
    const [left, right] = missingGoesLeft ? [0, 1] : [1, 0];
    return {
      start: Float64Array.of(0),
      rounds: [[{ nodes: [{ split, left: 1, right: 2 }, { value: left }, { value: right }] }]],
    };
  }

  it.each<[string, readonly number[]]>([
    ['the first', [0]],
    ['the second', [1]],
    ['both', [0, 1]],
    // Around the sizes of machine words, in which sets may be kept.
    ['31', [31]],
    ['32', [32]],
    ['30 to 33', [30, 31, 32, 33]],
    ['62 to 65', [62, 63, 64, 65]],
    ['the first and the last bin', [0, 254]],
    ['all bins', Array.from({ length: 255 }, (_, code) => code)],
    ['every third', Array.from({ length: 100 }, (_, code) => 3 * code)],
    ['a large one', [100_000]],
  ])('is told from all others: %s', async (_, codes) => {
    const others = [missing, -1, -2, 0.5, 31.5, infinity, -infinity, 1e9];
    const cells = [...Array.from({ length: 320 }, (_, code) => code), ...others, ...codes];
    const x = matrixOf(cells.map((cell) => [cell]));
    for (const missingGoesLeft of [false, true]) {
      const tree = treeOf(codes, missingGoesLeft);
      const { data } = await inOnnx(tree, x);
      expect([...data]).toEqual(cells.map((cell) => (codes.includes(cell) ? 1 : 0)));
      expect([...predictTrees(tree, x)]).toEqual([...data]);
    }
  });
});

describe('sets of categories one after the other', () => {
  type Leaf = readonly { output: number; value: number }[];

  function treeOf(sides: readonly [boolean, boolean], leaves: readonly [Leaf, Leaf, Leaf]): Tree<Leaf> {
    const split = (codes: readonly number[], missingGoesLeft: boolean) =>
      ({ kind: 'category', column: 0, codes, bins: codes, missingGoesLeft, gain: 1 }) as const;
    return {
      nodes: [
        { split: split([0, 3, 6, 20], sides[0]), left: 1, right: 2 },
        { split: split([2, 5, 21], sides[1]), left: 3, right: 4 },
        ...leaves.map((value) => ({ value })),
      ],
    };
  }

  it.each<[string, readonly [Leaf, Leaf, Leaf]]>([
    [
      'of different outputs',
      [[{ output: 0, value: 1 }], [{ output: 1, value: 1 }], [{ output: 2, value: 1 }]],
    ],
    [
      'that begin alike',
      [
        [
          { output: 0, value: 0.5 },
          { output: 1, value: 0.5 },
        ],
        [
          { output: 0, value: 0.5 },
          { output: 2, value: 0.5 },
        ],
        [
          { output: 0, value: 0.5 },
          { output: 1, value: 0.25 },
          { output: 2, value: 0.25 },
        ],
      ],
    ],
    [
      'of one output and value',
      [[{ output: 1, value: 1 }], [{ output: 1, value: 1 }], [{ output: 0, value: 1 }]],
    ],
  ])('lead to leaves %s', async (_, leaves) => {
    const cells = [missing, -1, ...Array.from({ length: 40 }, (_cell, code) => code)];
    for (const sides of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const tree = treeOf(sides, leaves);
      const { data } = await runTransform(
        (graph, x) => emitTrees(graph, x, { trees: [tree], start: [0, 0, 0], additions: (leaf) => leaf }),
        matrixOf(cells.map((cell) => [cell])),
      );
      for (const [row, cell] of cells.entries()) {
        const wanted = [0, 0, 0];
        for (const { output, value } of leafOf(tree, Float32Array.of(cell))) wanted[output] += value;
        expect([...data.subarray(3 * row, 3 * row + 3)]).toEqual(wanted);
      }
    }
  });
});

describe('the values of leaves', () => {
  it.each([1e-30, 1, 1e30])('keep their size next to others: %d', async (size) => {
    const leaf = (value: number): Tree => ({ nodes: [{ value }] });
    const trees = { start: Float64Array.of(size), rounds: [[leaf(size)], [leaf(-size / 3)]] };
    const { data } = await inOnnx(trees, matrixOf([[0]]));
    expect(data[0] / size).toBeCloseTo(5 / 3, 6);
  });

  it.each([
    [1e39, 0],
    [Number.NaN, 0],
    [0, infinity],
  ])('that float32 cannot hold are refused: %d from %d', async (value, start) => {
    const trees = { start: Float64Array.of(start), rounds: [[{ nodes: [{ value }] }]] };
    await expect(inOnnx(trees, matrixOf([[0]]))).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message: `The trees of an estimator must add finite numbers in float32, got ${Number.isFinite(start) ? value : start}. Scale the target.`,
    });
  });
});

it('refuses more nodes than can be written', () => {
  expect(() => assertWritable(2_500_000)).not.toThrow();
  expect(() => assertWritable(2_500_001)).toThrow(
    expect.objectContaining({
      code: 'ESTIMATOR_UNFITTABLE',
      message:
        'The trees of an estimator must have at most 2500000 nodes, got 2500001. Grow fewer trees, less deep ones, or larger leaves.',
    }),
  );
});
