import { RandomSource } from '../../../src/data';
import { kNearestNeighbors } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { matrixOf, rowsOf } from '../matrices';
import { answersOf, describeEstimator, estimatorData, fitEstimator } from './describe-estimator';

describeEstimator('k nearest neighbors', () => kNearestNeighbors(), { leastRows: 5 });
describeEstimator('the nearest neighbor', () => kNearestNeighbors({ neighbors: 1 }));

/** The rows nearest to one, by distances in float64. */
function nearest(table: readonly (readonly number[])[], row: readonly number[], count: number): number[] {
  const distances = table.map((other) =>
    other.reduce((sum, value, column) => sum + (value - row[column]) ** 2, 0),
  );
  return [...table.keys()].sort((a, b) => distances[a] - distances[b] || a - b).slice(0, count);
}

describe('k nearest neighbors', () => {
  it.each([
    [0, 1],
    [0, 7],
    [2, 4],
    [3, 7],
  ])('answers as its nearest rows do, %d classes, %d neighbors', async (classes, neighbors) => {
    const data = estimatorData(300, 6, classes);
    const unseen = estimatorData(200, 6, classes, 5);
    const fitted = await fitEstimator(kNearestNeighbors({ neighbors }), data);
    const answers = rowsOf(await answersOf(fitted, unseen.x));
    const table = rowsOf(data.x);
    for (const [at, row] of rowsOf(unseen.x).entries()) {
      const told = nearest(table, row, neighbors).map((index) => data.y[index]);
      const wanted =
        classes === 0
          ? [told.reduce((sum, value) => sum + value, 0) / neighbors]
          : Array.from({ length: classes }, (_, k) => told.filter((label) => label === k).length / neighbors);
      expectSameNumbers(answers[at], wanted, { tolerance: 1e-6, floor: 1 });
    }
  });

  it('tells rows apart that differ little far from 0', async () => {
    const random = new RandomSource(2);
    const x = Array.from({ length: 200 }, () => [
      Math.fround(1e6 + random.normal()),
      Math.fround(42 + 1e-4 * random.normal()),
    ]);
    const y = x.map((_, row) => row);
    const fitted = await fitEstimator(kNearestNeighbors({ neighbors: 1 }), { x: matrixOf(x), y, classes: 0 });
    const { data } = await answersOf(fitted, matrixOf(x));
    for (const [row, answer] of data.entries()) expect(x[answer]).toEqual(x[row]);
  });

  it('takes the upper one of equal rows', async () => {
    const x = [[0], [2], [2], [0], [4]];
    const data = { x: matrixOf(x), y: [10, 20, 30, 40, 50], classes: 0 };
    const fitted = await fitEstimator(kNearestNeighbors({ neighbors: 1 }), data);
    expectSameNumbers((await answersOf(fitted, matrixOf([[0], [2], [4]]))).data, [10, 20, 50]);
  });

  it.each([
    [4, 5, 'see 5 to 10000 rows, got 4. Ask fewer neighbors.'],
    [10_001, 5, 'see 5 to 10000 rows, got 10001. Sample the rows, or use another estimator.'],
  ])('refuses %d rows', async (rows, neighbors, message) => {
    const data = {
      x: matrixOf(Array.from({ length: rows }, (_, row) => [row])),
      y: new Array(rows).fill(0),
      classes: 0,
    };
    await expect(fitEstimator(kNearestNeighbors({ neighbors }), data)).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message: `Estimator 'k-nearest-neighbors' must ${message}`,
    });
  });

  it.each([0, 1.5, Number.NaN])('refuses %d neighbors', (neighbors) => {
    expect(() => kNearestNeighbors({ neighbors })).toThrow(
      expect.objectContaining({
        code: 'PARAMETER_INVALID',
        message: `Parameter 'neighbors' of estimator 'k-nearest-neighbors' must be a whole number from 1, got ${neighbors}.`,
      }),
    );
  });

  it('says what it is', () => {
    expect(kNearestNeighbors()).toMatchObject({
      name: 'k-nearest-neighbors',
      tasks: ['regression', 'classification'],
      parameters: { neighbors: 5 },
    });
  });
});
