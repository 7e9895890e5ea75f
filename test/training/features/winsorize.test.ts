import { named, winsorize } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const columns = [numberColumn('a'), numberColumn('constant'), categoryColumn('roof', 'slate', 'tin')];
const x = matrixOf([
  [1, 4, 0],
  [_, 4, 1],
  [3, _, 0],
  [8, 4, _],
]);
const later = matrixOf([
  [_, 5, -1],
  [Number.POSITIVE_INFINITY, 4, 1],
  [-3.4e38, 3.4e38, 0],
]);

describeStep('winsorize', () => winsorize(), { columns, x, later, allMissing: 'missing' });
describeStep('winsorize on one side', () => winsorize({ columns: named('a'), low: 0 }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

describe('winsorize', () => {
  const values = Array.from({ length: 11 }, (__, row) => row);
  const data = { columns: [numberColumn('a')], x: matrixOf(values.map((value) => [value])) };
  const test = matrixOf([[-5], [0.5], [7], [99], [_]]);

  it.each([
    [{ low: 0.1, high: 0.8 }, [1, 1, 7, 8, _], { least: 1, most: 8 }],
    [{ low: 0, high: 0.8 }, [-5, 0.5, 7, 8, _], { least: null, most: 8 }],
    [{ low: 0.1, high: 1 }, [1, 1, 7, 99, _], { least: 1, most: null }],
    [{ low: 0.5, high: 0.5 }, [5, 5, 5, 5, _], { least: 5, most: 5 }],
    [
      {},
      [Math.fround(0.1), 0.5, 7, Math.fround(9.9), _],
      { least: Math.fround(0.1), most: Math.fround(9.9) },
    ],
  ])('with %j', async (options, expected, limits) => {
    expectSameNumbers((await fitAndTransform(winsorize(options), data, test)).data, expected);
    const { detail } = await fitTransform(winsorize(options), data);
    expect(detail).toEqual({ low: 0.01, high: 0.99, ...options, limits: { a: limits } });
  });

  it('leaves alone what it never saw a value of', async () => {
    const none = { columns: [numberColumn('a')], x: matrixOf([[_], [_]]) };
    expectSameNumbers((await fitAndTransform(winsorize(), none, test)).data, [-5, 0.5, 7, 99, _]);
  });

  it('brings infinities to the limits', async () => {
    const far = matrixOf([[Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY]]);
    expectSameNumbers((await fitAndTransform(winsorize({ low: 0.1, high: 0.9 }), data, far)).data, [9, 1]);
  });

  it('learns from finite values', async () => {
    const wrong = { ...data, x: matrixOf([[1], [Number.POSITIVE_INFINITY]]) };
    await expect(fitAlone(winsorize(), wrong)).rejects.toThrow(
      "Step 'winsorize' on column 'a' must see finite values, got Infinity.",
    );
  });

  it.each([
    [{ low: -1 }, "Parameter 'low' of step 'winsorize' must be from 0 to 1, got -1."],
    [{ low: 0.6, high: 0.5 }, "Parameter 'high' of step 'winsorize' must be from 0.6 to 1, got 0.5."],
    [{ high: _ }, 'must be from 0.01 to 1, got NaN'],
  ])('refuses %j', (options, message) => {
    expect(() => winsorize(options)).toThrow(message);
  });
});
