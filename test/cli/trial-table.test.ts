import { runInNewContext } from 'node:vm';
import { literal } from '../../src/cli/literal';
import { ranked, type TrialResult, trialResult } from '../../src/cli/trial-result';
import { bestSoFar, describeTrials, trialData } from '../../src/cli/trial-table';
import { PredictqlError } from '../../src/contract';

const metric = { name: 'rmse', higherIsBetter: false };
const summary = { model: 'house-price', metric, k: 2, seed: 5, planned: 4, interrupted: false };
const failure = new PredictqlError('ESTIMATOR_UNFITTABLE', { subject: 'An estimator', expected: 'fit' });
const results: readonly TrialResult[] = [
  trialResult(1, { depth: 2, hidden: [8, 4] }, [3, 5]),
  trialResult(2, { depth: 3, hidden: [8] }, [2, 2.5]),
  trialResult(3, { depth: 4, hidden: [8] }, [], failure),
  trialResult(4, { depth: 5, hidden: [] }, [2, 2.5]),
];

describe('results of trials', () => {
  it('are the mean and the standard deviation of the folds', () => {
    expect(results[0]).toMatchObject({ mean: 4, spread: Math.SQRT2 });
  });

  it('are ranked, failed ones last and the earlier of equals first', () => {
    const order = (higherIsBetter: boolean) => ranked(results, higherIsBetter).map(({ trial }) => trial);
    expect(order(false)).toEqual([2, 4, 1, 3]);
    expect(order(true)).toEqual([1, 2, 4, 3]);
    const undefinedOnes = [trialResult(1, {}, [Number.NaN, 1]), trialResult(2, {}, [9, 9])];
    expect(ranked(undefinedOnes, true).map(({ trial }) => trial)).toEqual([2, 1]);
  });
});

describe('a search for people', () => {
  it('is a table, what failed, and the best parameters as code', () => {
    expect(describeTrials(summary, ranked(results, false))).toBe(
      [
        'house-price: 4 trials, 2 folds each, seed 5',
        '',
        'trial  depth  hidden    rmse   spread',
        '    2  3      [8]     2.2500  0.35355',
        '    4  5      []      2.2500  0.35355',
        '    1  2      [8, 4]       4   1.4142',
        '    3  4      [8]',
        '',
        'could not be fitted:',
        'trial 3: An estimator must fit.',
        '',
        'best parameters: { depth: 3, hidden: [8] }',
      ].join('\n'),
    );
  });

  it('says when it was stopped', () => {
    const stopped = { ...summary, interrupted: true };
    expect(describeTrials(stopped, results.slice(1, 2))).toMatch(
      /^house-price: stopped after 1 of 4 trials,/,
    );
    expect(describeTrials(stopped, [])).toBe(
      'house-price: stopped after 0 of 4 trials, 2 folds each, seed 5\n\nNo trial was done.',
    );
  });

  it('tells the best so far', () => {
    expect(bestSoFar(results, metric)).toBe(', best rmse 2.2500 in trial 2');
    expect(bestSoFar([], metric)).toBe('');
    expect(bestSoFar(results.slice(2, 3), metric)).toBe('');
  });
});

describe('a search for programs', () => {
  it('holds all of it', () => {
    const data = trialData(summary, ranked(results, false));
    expect(data).toMatchObject({
      model: 'house-price',
      metric: 'rmse',
      higherIsBetter: false,
      k: 2,
      seed: 5,
      planned: 4,
      interrupted: false,
      best: { depth: 3, hidden: [8] },
    });
    expect(data.trials[0]).toEqual({
      trial: 2,
      parameters: { depth: 3, hidden: [8] },
      mean: 2.25,
      spread: Math.sqrt(0.125),
      folds: [2, 2.5],
    });
    expect(data.trials[3]).toEqual({
      trial: 3,
      parameters: { depth: 4, hidden: [8] },
      error: { code: 'ESTIMATOR_UNFITTABLE', message: 'An estimator must fit.' },
    });
  });
});

describe('literals', () => {
  it.each([
    [{ a: 1, 'b-c': [true, null, 'x'] }, "{ a: 1, 'b-c': [true, null, 'x'] }"],
    [{}, '{}'],
    ['it\'s "so"\n\\', "'it\\'s \"so\"\\n\\\\'"],
    [1e-7, '1e-7'],
  ])('of %j', (value, text) => {
    expect(literal(value)).toBe(text);
    expect(runInNewContext(`(${text})`)).toEqual(value);
  });
});
