import { assess } from '../../src/assessment';
import { housePrice } from '../../src/models/house-price';
import { train } from '../../src/training';

jest.setTimeout(180_000);

/**
 * The bar for the error on rows that training has not seen, root mean square of the logarithm: off by some
 * 15 % for the typical house.
 */
const mostRmseLog = 0.145;

describe('house-price', () => {
  it('is good enough on rows it has not seen, averaged over five splits', async () => {
    const errors: number[] = [];
    for (const seed of [0, 1, 2, 3, 4]) {
      const { contract, evaluations } = await train(housePrice, { seed });
      const holdout = evaluations.find(({ split }) => split === 'holdout')!;
      expect(holdout.truth).toHaveLength(293);
      errors.push(assess(contract.target, holdout).find(({ name }) => name === 'rmseLog')!.value);
    }
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect({ mean, errors }).toEqual({
      mean: expect.any(Number),
      errors: errors.map(() => expect.any(Number)),
    });
    expect(mean).toBeLessThanOrEqual(mostRmseLog);
    expect(mean).toBeGreaterThan(0.05);
  });
});
