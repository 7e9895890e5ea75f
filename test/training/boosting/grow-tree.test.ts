import type { Matrix } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import type { Column } from '../../../src/training';
import { binMatrix } from '../../../src/training/boosting/bins';
import { type GrowthRules, growTree } from '../../../src/training/boosting/grow-tree';
import type { Split, Tree } from '../../../src/training/boosting/tree';
import { TreeWorkspace } from '../../../src/training/boosting/workspace';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { leafOf } from './predict-trees';

const { NaN: missing } = Number;

interface Sample {
  readonly x: Matrix;
  readonly columns: readonly Column[];
  readonly gradients: readonly number[];
  readonly hessians: readonly number[];
}

/** Two columns of numbers and one of four categories, with missing values in two of them. */
function sampleOf(rows: number, seed: number, hessianOf: (random: RandomSource) => number): Sample {
  const random = new RandomSource(seed);
  const x = Array.from({ length: rows }, (_, row) => [
    random.integer(5) === 0 ? missing : random.integer(12),
    random.normal(),
    row % 5 === 4 ? missing : row % 5,
  ]);
  return {
    x: matrixOf(x),
    columns: [numberColumn('a'), numberColumn('b'), categoryColumn('c', 'p', 'q', 'r', 's')],
    gradients: x.map(
      ([a, , c]) => random.normal() + (Number.isNaN(a) ? 2 : a > 6 ? 1 : 0) * (c === 1 || c === 3 ? 1 : -1),
    ),
    hessians: x.map(() => hessianOf(random)),
  };
}

const rules: GrowthRules = {
  l2: 0,
  minHessian: 1e-3,
  minRows: 5,
  monotone: new Int8Array(3),
  maxDepth: 4,
  maxLeaves: Number.POSITIVE_INFINITY,
  learningRate: 1,
};

function grow({ x, columns, gradients, hessians }: Sample, changed: Partial<GrowthRules> = {}) {
  const workspace = new TreeWorkspace(x.rows, x.columns);
  const cuts = binMatrix(x, columns, workspace.bins);
  workspace.pairs.set(gradients.flatMap((gradient, row) => [gradient, hessians[row]]));
  workspace.rows.set([...gradients.keys()]);
  const grown = growTree(workspace, cuts, x.rows, { ...rules, ...changed });
  const leaves = grown.leaves.map(({ start, end, value }) => ({
    rows: [...workspace.rows.subarray(start, end)],
    value,
  }));
  return { tree: grown.tree, leaves };
}

function splitsOf({ nodes }: Tree): Split[] {
  return nodes.flatMap((node) => ('split' in node ? [node.split] : []));
}

/** Of all ways to part the rows by one column in two, the most that any gains. */
function bestGain({ x, gradients, hessians }: Sample, { l2, minHessian, minRows }: GrowthRules): number {
  const rows = rowsOf(x);
  const scoreOf = (own: readonly number[]) => {
    const gradient = own.reduce((sum, row) => sum + gradients[row], 0);
    const hessian = own.reduce((sum, row) => sum + hessians[row], 0);
    return { hessian, score: gradient ** 2 / (hessian + l2) };
  };
  const everyRow = [...rows.keys()];
  const parent = scoreOf(everyRow).score;
  let best = 0;
  const consider = (goesLeft: (row: number) => boolean) => {
    const left = everyRow.filter(goesLeft);
    const right = everyRow.filter((row) => !goesLeft(row));
    if (Math.min(left.length, right.length) < minRows) return;
    const [one, other] = [scoreOf(left), scoreOf(right)];
    if (Math.min(one.hessian, other.hessian) < minHessian) return;
    best = Math.max(best, one.score + other.score - parent);
  };
  for (const missingGoesLeft of [false, true]) {
    for (const column of [0, 1]) {
      for (const edge of [Number.NEGATIVE_INFINITY, ...rows.map((row) => row[column])]) {
        consider((row) => (Number.isNaN(rows[row][column]) ? missingGoesLeft : rows[row][column] <= edge));
      }
    }
    for (let subset = 0; subset < 16; subset++) {
      consider((row) =>
        Number.isNaN(rows[row][2]) ? missingGoesLeft : ((subset >> rows[row][2]) & 1) === 1,
      );
    }
  }
  return best;
}

describe('a tree of one split', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => [seed]))('finds the best there is (%d)', (seed) => {
    const sample = sampleOf(100, seed, () => 1);
    for (const changed of [{}, { l2: 3 }, { minRows: 30 }, { minHessian: 40 }]) {
      const [split] = splitsOf(grow(sample, { ...changed, maxDepth: 1 }).tree);
      expect(split.gain).toBeCloseTo(bestGain(sample, { ...rules, ...changed }), 9);
    }
  });

  it.each(Array.from({ length: 6 }, (_, seed) => [seed]))('with hessians of all sizes (%d)', (seed) => {
    // Without categories, whose order hangs on their size too, and with a limit that rows do not set.
    const { x, columns, ...rest } = sampleOf(100, seed, (random) => 10 ** -random.integer(4));
    const numbers = matrixOf(rowsOf(x).map(([a, b]) => [a, b, 0]));
    const sample = { x: numbers, columns, ...rest };
    const changed = { minRows: 0, minHessian: 0.05 };
    const [split] = splitsOf(grow(sample, { ...changed, maxDepth: 1 }).tree);
    expect(split.gain).toBeCloseTo(bestGain(sample, { ...rules, ...changed }), 9);
  });

  it('parts missing values from all others when that is best', () => {
    const x = matrixOf(Array.from({ length: 40 }, (_, row) => [row % 4 === 0 ? missing : row]));
    const gradients = Array.from({ length: 40 }, (_, row) => (row % 4 === 0 ? 1 : -1));
    const sample = { x, columns: [numberColumn('a')], gradients, hessians: gradients.map(() => 1) };
    const { tree, leaves } = grow(sample, { monotone: new Int8Array(1), maxDepth: 1 });
    expect(splitsOf(tree)[0]).toMatchObject({ threshold: Number.POSITIVE_INFINITY, missingGoesLeft: false });
    expect(leaves.map(({ rows }) => rows.length).sort((a, b) => a - b)).toEqual([10, 30]);
  });

  it('sends what is missing only later with the majority', () => {
    for (const sign of [1, -1]) {
      const values = Array.from({ length: 40 }, (_, row) => sign * row);
      const gradients = values.map((_, row) => (row < 12 ? 1 : -1));
      const common = { gradients, hessians: gradients.map(() => 1) };
      const x = matrixOf(values.map((value) => [value]));
      const numeric = grow(
        { x, columns: [numberColumn('a')], ...common },
        { monotone: new Int8Array(1), maxDepth: 1 },
      );
      expect(leafOf(numeric.tree, Float32Array.of(missing))).toBe(1);
      const codes = matrixOf(values.map((_, row) => [row < 12 ? 0 : sign > 0 ? 1 : 2]));
      const categories = grow(
        { x: codes, columns: [categoryColumn('c', 'p', 'q', 'r')], ...common },
        { monotone: new Int8Array(1), maxDepth: 1 },
      );
      for (const code of [missing, -1, 3, sign > 0 ? 2 : 1]) {
        expect(leafOf(categories.tree, Float32Array.of(code))).toBe(1);
      }
      expect(leafOf(categories.tree, Float32Array.of(0))).toBe(-1);
    }
  });

  it('finds nothing in gradients that are all the same, of any size', () => {
    for (const gradient of [0, 0.1, 1e-9, 1e12]) {
      const sample = { ...sampleOf(100, 1, () => 1), gradients: new Array<number>(100).fill(gradient) };
      expect(splitsOf(grow(sample).tree)).toEqual([]);
    }
  });

  // Powers of two, which round nothing: ties stay ties.
  it.each([-300, -30, 30, 300])('finds the same in gradients 2^%d times as large', (exponent) => {
    const scale = 2 ** exponent;
    const sample = sampleOf(100, 1, () => 1);
    const scaled = { ...sample, gradients: sample.gradients.map((gradient) => gradient * scale) };
    const shape = (tree: Tree) => splitsOf(tree).map(({ gain: _, ...split }) => split);
    expect(shape(grow(scaled).tree)).toEqual(shape(grow(sample).tree));
  });
});

describe('a grown tree', () => {
  const sample = sampleOf(400, 7, (random) => 0.1 + random.next());
  const rows = rowsOf(sample.x);

  it.each([{}, { l2: 2 }, { maxLeaves: 9 }, { learningRate: 0.1 }, { minRows: 40 }, { minHessian: 30 }])(
    'parts the rows, each of which walks to its leaf; a leaf is the Newton step of its rows: %p',
    (changed) => {
      const { tree, leaves } = grow(sample, changed);
      expect(leaves.length).toBeGreaterThan(2);
      expect(leaves.flatMap((leaf) => leaf.rows).sort((a, b) => a - b)).toEqual([...rows.keys()]);
      const { l2, learningRate, minHessian, minRows } = { ...rules, ...changed };
      for (const leaf of leaves) {
        for (const row of leaf.rows) expect(leafOf(tree, Float32Array.from(rows[row]))).toBe(leaf.value);
        const gradient = leaf.rows.reduce((sum, row) => sum + sample.gradients[row], 0);
        const hessian = leaf.rows.reduce((sum, row) => sum + sample.hessians[row], 0);
        expect(leaf.value).toBeCloseTo((-learningRate * gradient) / (hessian + l2), 9);
        expect(hessian).toBeGreaterThanOrEqual(minHessian - 1e-9);
        // Rows are estimated from hessians, which lie between 0.1 and 1.1 here and are 0.6 on average.
        expect(leaf.rows.length).toBeGreaterThanOrEqual(minRows / 2);
      }
    },
  );

  it('is no deeper than it may be', () => {
    const depthOf = ({ nodes }: Tree, index = 0): number => {
      const node = nodes[index];
      return 'split' in node
        ? 1 + Math.max(depthOf({ nodes }, node.left), depthOf({ nodes }, node.right))
        : 0;
    };
    expect([1, 2, 3, 4].map((maxDepth) => depthOf(grow(sample, { maxDepth }).tree))).toEqual([1, 2, 3, 4]);
  });

  it('with a limit of leaves is made of the most gainful splits', () => {
    const { nodes } = grow(sample).tree;
    /** The gains that the best first find in the unlimited tree. */
    const best: number[] = [];
    const reachable = [nodes[0]];
    while (reachable.length > 0) {
      reachable.sort((a, b) => ('split' in b ? b.split.gain : -1) - ('split' in a ? a.split.gain : -1));
      const node = reachable.shift();
      if (node === undefined || !('split' in node)) break;
      best.push(node.split.gain);
      reachable.push(nodes[node.left], nodes[node.right]);
    }
    expect(best.length).toBeGreaterThan(8);
    for (const maxLeaves of [1, 2, 3, 5, 8, 1000]) {
      const { tree, leaves } = grow(sample, { maxLeaves });
      const gains = splitsOf(tree).map(({ gain }) => gain);
      expect(gains.sort((a, b) => b - a)).toEqual(best.slice(0, maxLeaves - 1).sort((a, b) => b - a));
      expect(leaves).toHaveLength(Math.min(maxLeaves, best.length + 1));
    }
  });

  it('is one leaf when there is nothing to part', () => {
    const one = { ...sample, x: matrixOf([rows[0]]), gradients: [3], hessians: [2] };
    const { tree, leaves } = grow(one);
    expect(tree.nodes).toEqual([{ value: -1.5 }]);
    expect(leaves).toEqual([{ rows: [0], value: -1.5 }]);
  });
});
