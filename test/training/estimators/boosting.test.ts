import { RandomSource } from '../../../src/data';
import { type BoostingOptions, boosting } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import {
  answersOf,
  bytesOf,
  describeEstimator,
  type EstimatorData,
  estimatorData,
  fitEstimator,
} from './describe-estimator';

const small = { trees: 30, minLeafRows: 3 } as const;

describeEstimator('boosting', () => boosting(small), { missingAllowed: true });
describeEstimator(
  'boosting with samples and early stopping',
  () =>
    boosting({
      ...small,
      subsample: 0.6,
      columnSample: 0.7,
      maxLeaves: 6,
      l2: 1,
      earlyStopping: { fraction: 0.2, rounds: 10 },
    }),
  { missingAllowed: true, leastRows: 2 },
);

function roundsOf({ detail }: { detail?: unknown }): number {
  return (detail as { rounds: number }).rounds;
}

async function meanSquaredError(options: BoostingOptions, seen: EstimatorData, unseen: EstimatorData) {
  const answers = await answersOf(await fitEstimator(boosting(options), seen), unseen.x);
  return unseen.y.reduce((sum, value, row) => sum + (value - answers.data[row]) ** 2, 0) / unseen.y.length;
}

describe('boosting', () => {
  it('with few rows answers their mean', async () => {
    const data = estimatorData(19, 3, 0);
    const answers = await answersOf(await fitEstimator(boosting(), data), data.x);
    const mean = data.y.reduce((sum, value) => sum + value, 0) / 19;
    expectSameNumbers(answers.data, new Array(19).fill(mean), { tolerance: 1e-6 });
  });

  it('with few rows answers the shares of the classes', async () => {
    const data = { ...estimatorData(16, 3, 0), classes: 3 };
    const y = data.y.map((_, row) => (row < 8 ? 0 : row < 12 ? 1 : 2));
    const answers = await answersOf(await fitEstimator(boosting(), { ...data, y }), data.x);
    for (const row of rowsOf(answers)) expectSameNumbers(row, [0.5, 0.25, 0.25], { tolerance: 1e-6 });
  });

  it.each([1e-30, 1e-6, 1e6, 1e30])('finds the same in a target %d times as large', async (scale) => {
    const data = estimatorData(200, 4, 0);
    const here = await answersOf(await fitEstimator(boosting(small), data), data.x);
    const scaled = { ...data, y: data.y.map((value) => value * scale) };
    const there = await answersOf(await fitEstimator(boosting(small), scaled), data.x);
    expectSameNumbers(
      there.data.map((value) => value / scale),
      here.data,
      { tolerance: 1e-4, floor: 1 },
    );
  });

  it('keeps small differences apart next to a few huge values', async () => {
    const x = Array.from({ length: 300 }, (_, row) => [row]);
    const y = x.map(([value]) => (value < 100 ? 1 : value < 200 ? 2 : 1e30));
    const fitted = await fitEstimator(boosting({ trees: 1, learningRate: 1 }), {
      x: matrixOf(x),
      y,
      classes: 0,
    });
    const answers = await answersOf(fitted, matrixOf([[50], [150], [250]]));
    // Float32 cannot add up to 1 from the mean that it starts from; it must come near on that scale.
    expect(answers.data[0] / 1e30).toBeCloseTo(0, 6);
    expect(answers.data[1] / 1e30).toBeCloseTo(0, 6);
    expect(answers.data[2] / 1e30).toBeCloseTo(1, 6);
  });

  it('samples rows alone, columns alone, or neither', async () => {
    const seen = estimatorData(500, 6, 0);
    const unseen = estimatorData(300, 6, 0, 2);
    for (const options of [
      {},
      { subsample: 0.5 },
      { columnSample: 0.5 },
      { subsample: 0.5, columnSample: 0.5 },
    ]) {
      // The variance is 10, and of that 0.04 is noise.
      expect(await meanSquaredError({ ...options, trees: 100, minLeafRows: 5 }, seen, unseen)).toBeLessThan(
        0.8,
      );
    }
  });

  it('takes samples that round to no row and no column', async () => {
    const data = estimatorData(30, 2, 0);
    const fitted = await fitEstimator(
      boosting({ subsample: 0.001, columnSample: 0.001, minLeafRows: 1 }),
      data,
    );
    expect((await answersOf(fitted, data.x)).data.every(Number.isFinite)).toBe(true);
  });

  it('other seeds draw other samples; without samples there is nothing to draw', async () => {
    const data = estimatorData(200, 6, 0);
    const bytes = async (options: BoostingOptions, seed: number) =>
      Buffer.from(bytesOf(await fitEstimator(boosting(options), data, { seed }), 6));
    expect((await bytes({ subsample: 0.5 }, 1)).equals(await bytes({ subsample: 0.5 }, 2))).toBe(false);
    expect((await bytes({ columnSample: 0.5 }, 1)).equals(await bytes({ columnSample: 0.5 }, 2))).toBe(false);
    expect((await bytes({}, 1)).equals(await bytes({}, 2))).toBe(true);
  });

  it.each([0, 2, 3])('stops early where there is nothing more to learn, %d classes', async (classes) => {
    const random = new RandomSource(2);
    const data = estimatorData(400, 4, classes);
    // A third of the rows know nothing of their columns.
    const y = data.y.map((value) => (random.integer(3) === 0 ? data.y[random.integer(400)] : value));
    const options = { trees: 400, minLeafRows: 3, earlyStopping: { fraction: 0.25, rounds: 10 } };
    const fitted = await fitEstimator(boosting(options), { ...data, y });
    expect(roundsOf(fitted)).toBeGreaterThan(3);
    expect(roundsOf(fitted)).toBeLessThan(200);
  });

  it('stops early at the round that was best, whatever comes after', async () => {
    const data = estimatorData(400, 4, 0);
    const y = data.y.map((value, row) => value + 3 * Math.sin(row * row));
    const rounds = await Promise.all(
      [5, 50].map(async (patience) => {
        const options = { trees: 300, minLeafRows: 3, earlyStopping: { fraction: 0.25, rounds: patience } };
        return roundsOf(await fitEstimator(boosting(options), { ...data, y }));
      }),
    );
    expect(rounds[0]).toBeLessThanOrEqual(rounds[1]);
    expect(rounds[1]).toBeLessThan(250);
  });

  it('tells the number of its rounds', async () => {
    expect(roundsOf(await fitEstimator(boosting({ trees: 7 }), estimatorData(50, 2, 0)))).toBe(7);
  });

  it('learns from categories as they are', async () => {
    const random = new RandomSource(3);
    const effects = Array.from({ length: 40 }, () => random.normal());
    const levels = effects.map((_, code) => `level ${code}`);
    const codes = Array.from({ length: 2000 }, () => random.integer(40));
    const y = codes.map((code) => effects[code] + 0.1 * random.normal());
    const x = matrixOf(codes.map((code) => [code]));
    const asCategories = { x, y, classes: 0, columns: [categoryColumn('c', ...levels)] };
    const asNumbers = { ...asCategories, columns: [numberColumn('c')] };
    const options = { trees: 20, learningRate: 0.3, maxDepth: 2 };
    const [categories, numbers] = [
      await meanSquaredError(options, asCategories, asCategories),
      await meanSquaredError(options, asNumbers, asNumbers),
    ];
    expect(categories).toBeLessThan(0.05);
    expect(categories).toBeLessThan(numbers / 4);
  });

  it('learns from 400 categories, and answers unseen and missing ones', async () => {
    const random = new RandomSource(4);
    const levels = Array.from({ length: 400 }, (_, code) => `level ${code}`);
    // The first 100 are frequent.
    const codes = Array.from({ length: 6000 }, () => random.integer(random.integer(4) === 0 ? 400 : 100));
    const y = codes.map((code) => (code % 2 === 0 ? 1 : -1));
    const columns = [categoryColumn('c', ...levels)];
    const x = matrixOf(codes.map((code) => [code]));
    const fitted = await fitEstimator(boosting({ trees: 30, learningRate: 0.3 }), {
      x,
      y,
      classes: 0,
      columns,
    });
    const few = matrixOf(Array.from({ length: 100 }, (_, code) => [code]));
    const { data: frequent } = await answersOf(fitted, few);
    for (const [code, answer] of frequent.entries()) expect(Math.sign(answer)).toBe(code % 2 === 0 ? 1 : -1);
    const others = await answersOf(fitted, matrixOf([[-1], [Number.NaN], [400], [1e6]]));
    expect(new Set(others.data).size).toBe(1);
    expect(Math.abs(others.data[0])).toBeLessThan(1.1);
  });

  it('leaves missing values on the side where they belong', async () => {
    const random = new RandomSource(6);
    const cells = Array.from({ length: 600 }, () => (random.integer(3) === 0 ? Number.NaN : random.normal()));
    for (const sign of [1, -1]) {
      const y = cells.map((cell) => sign * (Number.isNaN(cell) ? 5 : cell));
      const x = matrixOf(cells.map((cell) => [cell]));
      const answers = await answersOf(
        await fitEstimator(boosting({ trees: 60 }), { x, y, classes: 0 }),
        matrixOf([[Number.NaN], [0]]),
      );
      expect(sign * answers.data[0]).toBeGreaterThan(4.9);
      expect(Math.abs(answers.data[1])).toBeLessThan(0.5);
    }
  });

  it('limits leaves by their hessian', async () => {
    const data = estimatorData(100, 3, 0);
    const leaves = async (options: BoostingOptions) =>
      new Set((await answersOf(await fitEstimator(boosting({ trees: 1, ...options }), data), data.x)).data)
        .size;
    expect(await leaves({ minChildWeight: 51 })).toBe(1);
    expect(await leaves({ minChildWeight: 50 })).toBe(2);
    expect(await leaves({ minChildWeight: 1 })).toBeGreaterThan(20);
    expect(await leaves({ minChildWeight: 1, minLeafRows: 40 })).toBe(2);
    expect(await leaves({ minChildWeight: 0, minLeafRows: 1 })).toBeGreaterThan(20);
  });

  it('shrinks its leaves with l2', async () => {
    const data = estimatorData(200, 3, 0);
    const spread = async (l2: number) => {
      const answers = await answersOf(await fitEstimator(boosting({ trees: 5, l2 }), data), data.x);
      return Math.max(...answers.data) - Math.min(...answers.data);
    };
    expect(await spread(100)).toBeLessThan((await spread(0)) / 2);
  });
});

describe('monotone boosting', () => {
  const random = new RandomSource(11);
  const rows = Array.from({ length: 800 }, () => [random.normal(), random.normal(), random.integer(4)]);
  const columns = [numberColumn('a'), numberColumn('b'), categoryColumn('c', 'p', 'q', 'r', 's')];
  // Not monotone at all: there is something to hold down.
  const scores = rows.map(
    ([a, b, c]) => Math.sin(2 * a) + a / 2 - Math.cos(3 * b) + (c % 2) + random.normal() / 3,
  );
  const grid = Array.from({ length: 81 }, (_, step) => (step - 40) / 10);

  it.each([
    [0, {}],
    [0, { maxLeaves: 12, subsample: 0.7, columnSample: 0.7, l2: 1 }],
    [2, {}],
  ])('rises and falls as told on a whole grid, %d classes, %p', async (classes, options) => {
    const y = classes === 0 ? scores : scores.map((score) => (score > 0.3 ? 1 : 0));
    const data = { x: matrixOf(rows), y, classes, columns };
    const common = { trees: 80, minLeafRows: 5, ...options };
    const places = [-3, -1, -0.2, 0, 0.3, 1, 3].flatMap((other) =>
      [0, 1, 2, 3, -1, Number.NaN].map((category) => [other, category]),
    );
    const lines = {
      a: matrixOf(places.flatMap(([other, category]) => grid.map((value) => [value, other, category]))),
      b: matrixOf(places.flatMap(([other, category]) => grid.map((value) => [other, value, category]))),
    };
    /** The smallest and the largest step from one point of a line to the next. */
    const steps = async (monotone: Record<string, 1 | -1>, line: 'a' | 'b') => {
      const fitted = await fitEstimator(boosting({ ...common, monotone }), data);
      const { data: all, columns: width } = await answersOf(fitted, lines[line]);
      const answers = Array.from({ length: all.length / width }, (_, row) => all[(row + 1) * width - 1]);
      const changes = answers.flatMap((answer, row) =>
        row % grid.length === 0 ? [] : [answer - answers[row - 1]],
      );
      expect(changes).toHaveLength(places.length * (grid.length - 1));
      return { least: Math.min(...changes), most: Math.max(...changes) };
    };
    expect((await steps({}, 'a')).least).toBeLessThan(-0.05);
    expect((await steps({}, 'b')).most).toBeGreaterThan(0.05);
    // Sums of trees are rounded to float32.
    expect((await steps({ a: 1, b: -1 }, 'a')).least).toBeGreaterThan(-1e-6);
    expect((await steps({ a: 1, b: -1 }, 'b')).most).toBeLessThan(1e-6);
  });

  it.each<[BoostingOptions['monotone'], number, string]>([
    [{ z: 1 }, 0, "'z'"],
    [{ c: -1 }, 0, "'c'"],
    [{ a: 1 }, 3, '3 classes'],
  ])('refuses %p for %d classes', async (monotone = {}, classes, received) => {
    const y = rows.map((_, row) => row % Math.max(1, classes));
    const data = { x: matrixOf(rows), y, classes, columns };
    await expect(fitEstimator(boosting({ monotone }), data)).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message: `Parameter 'monotone' of estimator 'boosting' must name columns of numbers, and predict a number or one of two classes, got ${received}.`,
    });
  });
});

describe('the options of boosting', () => {
  it('are told with their defaults', () => {
    expect(boosting()).toMatchObject({
      name: 'boosting',
      tasks: ['regression', 'classification'],
      parameters: {
        trees: 100,
        learningRate: 0.1,
        maxDepth: 6,
        minLeafRows: 20,
        minChildWeight: 1e-3,
        l2: 0,
        subsample: 1,
        columnSample: 1,
        monotone: {},
      },
    });
    expect(boosting({ minChildWeight: 3 }).parameters).toMatchObject({ minLeafRows: 1, minChildWeight: 3 });
  });

  it.each<[BoostingOptions, string]>([
    [{ trees: 0 }, "'trees' of estimator 'boosting' must be a whole number from 1, got 0."],
    [{ trees: 1.5 }, 'must be a whole number from 1, got 1.5.'],
    [{ trees: Number.POSITIVE_INFINITY }, 'must be a whole number from 1, got Infinity.'],
    [{ learningRate: 0 }, "'learningRate' of estimator 'boosting' must be above 0 and at most 1, got 0."],
    [{ learningRate: 1.1 }, 'must be above 0 and at most 1, got 1.1.'],
    [{ learningRate: Number.NaN }, 'must be above 0 and at most 1, got NaN.'],
    [{ maxDepth: 0 }, "'maxDepth' of estimator 'boosting' must be a whole number from 1, got 0."],
    [{ maxLeaves: 1 }, "'maxLeaves' of estimator 'boosting' must be a whole number from 2, got 1."],
    [{ minLeafRows: 0 }, "'minLeafRows' of estimator 'boosting' must be a whole number from 1, got 0."],
    [
      { minChildWeight: -1 },
      "'minChildWeight' of estimator 'boosting' must be finite and at least 0, got -1.",
    ],
    [
      { l2: Number.POSITIVE_INFINITY },
      "'l2' of estimator 'boosting' must be finite and at least 0, got Infinity.",
    ],
    [{ subsample: 0 }, "'subsample' of estimator 'boosting' must be above 0 and at most 1, got 0."],
    [
      { columnSample: -0.1 },
      "'columnSample' of estimator 'boosting' must be above 0 and at most 1, got -0.1.",
    ],
    [{ monotone: { a: 0 as 1 } }, "'monotone.a' of estimator 'boosting' must be 1 or -1, got 0."],
    [
      { earlyStopping: { fraction: 1, rounds: 5 } },
      "'earlyStopping.fraction' of estimator 'boosting' must be above 0 and below 1, got 1.",
    ],
    [
      { earlyStopping: { fraction: 0.1, rounds: 0 } },
      "'earlyStopping.rounds' of estimator 'boosting' must be a whole number from 1, got 0.",
    ],
  ])('are refused out of their range: %p', (options, message) => {
    expect(() => boosting(options)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
