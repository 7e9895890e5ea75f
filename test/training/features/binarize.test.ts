import { binarize, everything } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), numberColumn('b')];
const x = matrixOf([
  [1, -1],
  [_, 0],
  [0, 7],
]);
const later = matrixOf([
  [_, _],
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [1e-30, -0],
]);

describeStep('binarize', () => binarize({ columns: everything }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('binarize', () => {
  it('is 1 above the threshold', async () => {
    expectSameNumbers((await fitAndTransform(binarize({ columns: everything }), { columns, x })).data, [
      1,
      0,
      _,
      0,
      0,
      1,
    ]);
    expectSameNumbers(
      (await fitAndTransform(binarize({ columns: everything }), { columns, x }, later)).data,
      [_, _, 1, 0, 1, 0],
    );
  });

  it('compares to the last digit with a threshold that is no float32', async () => {
    const [below, above] = [0.09999999403953552, 0.10000000149011612];
    const one = { columns: [numberColumn('a')], x: matrixOf([[below], [above]]) };
    const made = await fitAndTransform(binarize({ columns: everything, threshold: 0.1 }), one);
    expectSameNumbers(made.data, [0, 1]);
    // A float32 of 0.1 that comes from outside is above 0.1, as it is in every language.
    expect(Math.fround(0.1) > 0.1).toBe(true);
  });

  it('makes numbers and tells its threshold', async () => {
    const fitted = await fitTransform(binarize({ columns: everything, threshold: 5 }), { columns, x });
    expect(fitted.outputs).toEqual(columns);
    expect(fitted.detail).toEqual({ threshold: 5 });
  });

  it.each([_, Number.POSITIVE_INFINITY, 1e39])('refuses a threshold of %d', (threshold) => {
    expect(() => binarize({ columns: everything, threshold })).toThrow(
      `Parameter 'threshold' of step 'binarize' must be a finite float32, got ${threshold}.`,
    );
  });
});
