import { RandomSource } from '../../../src/data';
import { binMatrix } from '../../../src/training/boosting/bins';
import type { Split } from '../../../src/training/boosting/tree';
import { ColumnSums } from '../../../src/training/forest/column-sums';
import { type ForestSums, findForestSplit, scoreOf } from '../../../src/training/forest/find-forest-split';
import { amountsOf, type ForestRows } from '../../../src/training/forest/forest-rows';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';

const { NaN: missing } = Number;
const count = 60;

interface Problem {
  readonly cells: readonly number[];
  readonly data: ForestRows;
  readonly weights: Float64Array;
}

function problemOf(seed: number, classes: number, categories: number): Problem {
  const random = new RandomSource(seed);
  const cells = Array.from({ length: count }, () =>
    random.integer(6) === 0 ? missing : random.integer(categories || 15),
  );
  const values = Float64Array.from(cells, (cell) => {
    const score = (Number.isNaN(cell) ? 1 : (cell * 7) % 5) + random.normal();
    return classes === 0 ? score : Math.min(classes - 1, Math.max(0, Math.round(score / 2)));
  });
  const column =
    categories > 0
      ? categoryColumn('c', ...Array.from({ length: categories }, (_, code) => `level ${code}`))
      : numberColumn('x');
  const bins = new Uint8Array(count);
  const cuts = binMatrix(matrixOf(cells.map((cell) => [cell])), [column], bins);
  const { start: _, ...amounts } = amountsOf({ values, classes });
  const data = { bins, cuts, rowCount: count, columnCount: 1, ...amounts };
  return { cells, data, weights: Float64Array.from(cells, () => 1 + random.integer(3)) };
}

function sumsOf({ data, weights }: Problem, rows: readonly number[]): ForestSums {
  const sums = new Float64Array(data.channels);
  let weight = 0;
  for (const row of rows) {
    weight += weights[row];
    sums[data.channelOf[row]] += weights[row] * data.amounts[row];
  }
  return { weight, sums };
}

const everyRow = Array.from({ length: count }, (_, row) => row);

function splitOf(problem: Problem, minWeight: number): Split | undefined {
  const found = new ColumnSums(problem.data.channels);
  found.fill(problem.data, 0, Int32Array.from(everyRow), problem.weights);
  return findForestSplit(found, 0, problem.data.cuts[0], sumsOf(problem, everyRow), minWeight, 0);
}

function gainOf(problem: Problem, goesLeft: (cell: number) => boolean, minWeight: number): number {
  const [left, right] = [true, false].map((side) =>
    sumsOf(
      problem,
      everyRow.filter((row) => goesLeft(problem.cells[row]) === side),
    ),
  );
  if (left.weight < minWeight || right.weight < minWeight) return Number.NEGATIVE_INFINITY;
  return scoreOf(left) + scoreOf(right) - scoreOf(sumsOf(problem, everyRow));
}

function goesLeft(split: Split): (cell: number) => boolean {
  if (split.kind === 'category') return (cell) => split.codes.includes(cell) !== split.missingGoesLeft;
  return (cell) => (Number.isNaN(cell) ? split.missingGoesLeft : cell <= split.threshold);
}

const seeds = Array.from({ length: 8 }, (_, seed) => seed);

describe.each([0, 2, 4])('the best split of numbers, %d classes', (classes) => {
  it.each(seeds)('is the best there is (%d)', (seed) => {
    const problem = problemOf(seed, classes, 0);
    for (const minWeight of [1, 25]) {
      const split = splitOf(problem, minWeight);
      if (split === undefined) throw new Error('no split');
      const gains = [false, true].flatMap((missingGoesLeft) =>
        [-1, ...problem.cells.filter((cell) => !Number.isNaN(cell))].map((edge) =>
          gainOf(problem, (cell) => (Number.isNaN(cell) ? missingGoesLeft : cell <= edge), minWeight),
        ),
      );
      expect(split.gain).toBeCloseTo(Math.max(...gains), 9);
      expect(gainOf(problem, goesLeft(split), minWeight)).toBeCloseTo(split.gain, 9);
    }
  });
});

describe.each([0, 2, 4])('a split of categories, %d classes', (classes) => {
  it.each(seeds)(
    'gains what it promises, and with one or two classes much of what can be gained (%d)',
    (seed) => {
      const problem = problemOf(seed, classes, 6);
      const split = splitOf(problem, 1);
      if (split === undefined) throw new Error('no split');
      expect(gainOf(problem, goesLeft(split), 1)).toBeCloseTo(split.gain, 9);
      const gains = [false, true].flatMap((missingGoesLeft) =>
        Array.from({ length: 64 }, (_, subset) =>
          gainOf(problem, (cell) => (Number.isNaN(cell) ? missingGoesLeft : ((subset >> cell) & 1) === 1), 1),
        ),
      );
      expect(split.gain).toBeLessThanOrEqual(Math.max(...gains) + 1e-9);
      // Rare categories are drawn to the middle of the order on purpose.
      if (classes < 4) expect(split.gain).toBeGreaterThan(0.7 * Math.max(...gains));
    },
  );
});

it('finds nothing where rows agree', () => {
  const problem = problemOf(1, 0, 0);
  const alike = { ...problem, data: { ...problem.data, amounts: problem.data.amounts.map(() => 0.1) } };
  expect(splitOf(alike, 1)).toBeUndefined();
});

it('parts missing values from all others, and sends what is missing only later with the majority', () => {
  const holed = problemOf(1, 0, 0);
  const amounts = Float64Array.from(holed.cells, (cell) => (Number.isNaN(cell) ? 1 : 0));
  expect(splitOf({ ...holed, data: { ...holed.data, amounts } }, 1)).toMatchObject({
    threshold: Number.POSITIVE_INFINITY,
    missingGoesLeft: false,
  });
  for (const edge of [3, 11]) {
    const cells = everyRow.map((row) => row % 15);
    const bins = new Uint8Array(count);
    const cuts = binMatrix(matrixOf(cells.map((cell) => [cell])), [numberColumn('x')], bins);
    const { start: _, ...amountsOfCells } = amountsOf({
      values: Float64Array.from(cells, (cell) => (cell < edge ? 1 : 0)),
      classes: 0,
    });
    const data = { bins, cuts, rowCount: count, columnCount: 1, ...amountsOfCells };
    const split = splitOf({ cells, data, weights: new Float64Array(count).fill(1) }, 1);
    expect(split).toMatchObject({ threshold: edge - 0.5, missingGoesLeft: edge > 7 });
  }
});
