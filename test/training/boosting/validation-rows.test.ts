import { RandomSource } from '../../../src/data';
import { keepValidation } from '../../../src/training/boosting/validation-rows';

function kept(truth: readonly number[], classes: number, fraction: number, seed = 1) {
  return keepValidation(Float64Array.from(truth), classes, fraction, new RandomSource(seed));
}

describe('rows kept for validation', () => {
  it('are their share, and the others train', () => {
    const { training, validation } = kept(new Array(50).fill(0.5), 0, 0.2);
    expect(validation).toHaveLength(10);
    expect([...training, ...validation].sort((a, b) => a - b)).toEqual([...new Array(50).keys()]);
    for (const rows of [training, validation]) expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
  });

  it('hang on the seed alone', () => {
    const truth = [...new Array(50).keys()];
    expect(kept(truth, 0, 0.2)).toEqual(kept(truth, 0, 0.2));
    expect(kept(truth, 0, 0.2)).not.toEqual(kept(truth, 0, 0.2, 2));
  });

  it('are of every class the same share, and leave each a row', () => {
    const truth = [...new Array(80).fill(0), ...new Array(18).fill(1), 2, 2];
    const { training, validation } = kept(truth, 4, 0.5);
    const counts = (rows: Int32Array) =>
      [0, 1, 2, 3].map((k) => rows.filter((row) => truth[row] === k).length);
    expect(counts(validation)).toEqual([40, 9, 1, 0]);
    expect(counts(training)).toEqual([40, 9, 1, 0]);
    expect(counts(kept(truth, 4, 0.99).training)).toEqual([1, 1, 1, 0]);
  });

  it('are one at least', () => {
    expect(kept([1, 2, 3], 0, 0.01).validation).toHaveLength(1);
    const { validation } = kept([0, 1, 1, 1], 2, 0.01);
    expect(validation).toHaveLength(1);
    expect(validation[0]).toBeGreaterThan(0);
  });

  it.each([
    [[7], 0],
    [[0, 1], 2],
  ])('cannot be spared of %p', (truth, classes) => {
    expect(() => kept(truth, classes, 0.5)).toThrow(
      expect.objectContaining({
        code: 'ESTIMATOR_UNFITTABLE',
        message: `Early stopping must get rows that training can spare, got ${truth.length} rows. Leave it out, or gather more rows.`,
      }),
    );
  });
});
