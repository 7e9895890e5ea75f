import { type RandomForestOptions, randomForest } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { answersOf, bytesOf, describeEstimator, estimatorData, fitEstimator } from './describe-estimator';

describeEstimator('random forest', () => randomForest({ trees: 30 }), { missingAllowed: true });
describeEstimator(
  'random forest of small trees',
  () => randomForest({ trees: 40, maxDepth: 5, minLeafRows: 2, maxFeatures: 1 }),
  { missingAllowed: true },
);

function leavesOf({ detail }: { detail?: unknown }): number {
  return (detail as { leaves: number }).leaves;
}

describe('random forest', () => {
  it('answers within what it has seen', async () => {
    const data = estimatorData(200, 4, 0);
    const fitted = await fitEstimator(randomForest({ trees: 20 }), data);
    const far = matrixOf(rowsOf(data.x).map((row) => row.map((value) => 1000 * value)));
    const { data: answers } = await answersOf(fitted, far);
    expect(Math.min(...answers)).toBeGreaterThanOrEqual(Math.min(...data.y) - 1e-5);
    expect(Math.max(...answers)).toBeLessThanOrEqual(Math.max(...data.y) + 1e-5);
  });

  it('grows until rows agree, unless told to stop', async () => {
    const data = estimatorData(200, 4, 0);
    const leaves = async (options: RandomForestOptions) =>
      leavesOf(await fitEstimator(randomForest({ trees: 10, ...options }), data)) / 10;
    // A tree sees about 126 different rows, each with another target.
    expect(await leaves({})).toBeGreaterThan(110);
    expect(await leaves({ maxDepth: 1 })).toBe(2);
    expect(await leaves({ maxDepth: 3 })).toBeLessThanOrEqual(8);
    expect(await leaves({ minLeafRows: 20 })).toBeLessThan(11);
    expect(await leaves({ minLeafRows: 101 })).toBe(1);
  });

  it('with one deep tree repeats the rows that it has seen', async () => {
    const data = estimatorData(300, 4, 3);
    const fitted = await fitEstimator(randomForest({ trees: 1 }), data);
    const answers = rowsOf(await answersOf(fitted, data.x));
    const sure = answers.filter((row, index) => row[data.y[index]] === 1);
    // 63 percent of the rows are drawn, and of the others it knows most.
    expect(sure.length).toBeGreaterThan(0.8 * 300);
    expect(answers.every((row) => row.includes(1))).toBe(true);
  });

  it('other seeds grow other trees', async () => {
    const data = estimatorData(100, 4, 2);
    const bytes = async (seed: number) =>
      Buffer.from(bytesOf(await fitEstimator(randomForest({ trees: 3 }), data, { seed }), 4));
    expect((await bytes(1)).equals(await bytes(2))).toBe(false);
  });

  it.each([0, 2, 3])('splits categories by themselves, %d classes', async (classes) => {
    const codes = Array.from({ length: 400 }, (_, row) => row % 20);
    const levels = Array.from({ length: 20 }, (_, code) => `level ${code}`);
    const y = codes.map((code) => (classes === 0 ? (code * 7) % 5 : (code * 7) % classes));
    const data = {
      x: matrixOf(codes.map((code) => [code])),
      y,
      classes,
      columns: [categoryColumn('c', ...levels)],
    };
    const fitted = await fitEstimator(randomForest({ trees: 30, minLeafRows: 2 }), data);
    const answers = rowsOf(await answersOf(fitted, data.x));
    for (const [row, answer] of answers.entries()) {
      if (classes === 0) expect(Math.abs(answer[0] - y[row])).toBeLessThan(0.3);
      else expect(answer[y[row]]).toBeGreaterThan(0.9);
    }
    // Unseen and missing ones are answered alike.
    const [unseen, missing] = rowsOf(await answersOf(fitted, matrixOf([[-1], [Number.NaN]])));
    expect(unseen).toEqual(missing);
  });

  it('is told with its defaults', () => {
    expect(randomForest()).toMatchObject({
      name: 'random-forest',
      tasks: ['regression', 'classification'],
      parameters: { trees: 100, maxDepth: 24, minLeafRows: 1 },
    });
  });

  it('averages large numbers without losing their differences', async () => {
    const data = estimatorData(200, 4, 0);
    const here = await answersOf(await fitEstimator(randomForest({ trees: 30 }), data), data.x);
    const shifted = { ...data, y: data.y.map((value) => value + 1000) };
    const there = await answersOf(await fitEstimator(randomForest({ trees: 30 }), shifted), data.x);
    expectSameNumbers(
      there.data.map((value) => value - 1000),
      here.data,
      { tolerance: 1e-4, floor: 1 },
    );
  });

  it.each<[RandomForestOptions, string]>([
    [{ trees: 0 }, "'trees' of estimator 'random-forest' must be a whole number from 1, got 0."],
    [{ maxDepth: 0.5 }, "'maxDepth' of estimator 'random-forest' must be a whole number from 1, got 0.5."],
    [
      { minLeafRows: Number.NaN },
      "'minLeafRows' of estimator 'random-forest' must be a whole number from 1, got NaN.",
    ],
    [{ maxFeatures: 0 }, "'maxFeatures' of estimator 'random-forest' must be above 0 and at most 1, got 0."],
  ])('refuses %p', (options, message) => {
    expect(() => randomForest(options)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID', message: expect.stringContaining(message) }),
    );
  });
});
