import { boosting, type Estimator, lasso, ridge, selectFromModel } from '../../../src/training';
import { numberColumn } from '../columns';
import { linearData } from '../estimators/linear-estimator-suite';
import { fitAlone, fitSelection } from '../features/fit-alone';
import { describeStep } from '../features/step-suite';

// Coefficients -0.9, 0.1, 1.1, -0.9, 0.1, 1.1.
const { x, y: target } = linearData(80, 6);
const columns = ['a', 'b', 'c', 'd', 'e', 'f'].map(numberColumn);
const data = { columns, x, target };

describeStep('selectFromModel of ridge', () => selectFromModel({ estimator: ridge() }), {
  ...data,
  later: x,
  allMissing: 'none',
});
describeStep(
  'selectFromModel of boosting',
  () => selectFromModel({ estimator: boosting({ trees: 5, minChildWeight: 1 }), count: 2 }),
  {
    ...data,
    later: x,
    allMissing: 'none',
  },
);

describe('selectFromModel', () => {
  const keptBy = async (
    options: Omit<Parameters<typeof selectFromModel>[0], 'estimator'>,
    estimator = ridge(),
  ) => (await fitSelection(selectFromModel({ estimator, ...options }), data)).kept;

  it('keeps the columns that matter as much as the mean', async () => {
    expect(await keptBy({})).toEqual([0, 2, 3, 5]);
    const { detail } = await fitSelection(selectFromModel({ estimator: ridge() }), data);
    expect(detail).toMatchObject({
      estimator: 'ridge',
      threshold: expect.closeTo(0.7, 1),
      columns: {
        a: { kept: true, why: 'matters enough', score: expect.closeTo(0.9, 1) },
        b: { kept: false, why: 'matters less than the threshold', score: expect.closeTo(0.1, 1) },
      },
    });
    expect(detail).not.toHaveProperty('count');
  });

  it('takes a threshold', async () => {
    expect(await keptBy({ threshold: 1 })).toEqual([2, 5]);
    expect(await keptBy({ threshold: 'median' })).toHaveLength(3);
    expect(await keptBy({ threshold: 0 })).toHaveLength(6);
    expect(await keptBy({ threshold: 1e-9 }, lasso({ alpha: 0.3 }))).toEqual([0, 2, 3, 5]);
  });

  it('takes a count, alone or with a threshold', async () => {
    expect(await keptBy({ count: 2 })).toEqual([2, 5]);
    expect(await keptBy({ count: 5 })).toHaveLength(5);
    expect(await keptBy({ count: 3, threshold: 1 })).toEqual([2, 5]);
    expect(await keptBy({ count: 1, threshold: 1 })).toHaveLength(1);
    const { detail } = await fitSelection(selectFromModel({ estimator: ridge(), count: 2 }), data);
    expect(detail).toMatchObject({
      count: 2,
      columns: { a: { kept: false, why: 'is not among the first 2' } },
    });
  });

  it('takes the gains of trees', async () => {
    const trees = boosting({ trees: 20, maxDepth: 3, minChildWeight: 1 });
    expect(await keptBy({ count: 4 }, trees)).toEqual([0, 2, 3, 5]);
  });

  it('keeps what matters as much as the threshold, and of equals the first', async () => {
    const told: Estimator = {
      ...ridge(),
      fit: () => ({ emit: (_, value) => value, importances: Float64Array.of(1, 2, 2, 0, 3, 2) }),
    };
    expect(await keptBy({ threshold: 2 }, told)).toEqual([1, 2, 4, 5]);
    expect(await keptBy({ threshold: 2, count: 3 }, told)).toEqual([1, 2, 4]);
    expect(await keptBy({ threshold: 'median' }, told)).toEqual([1, 2, 4, 5]);
  });

  it('takes an estimator that can tell, for the task', async () => {
    const silent: Estimator = { ...ridge(), name: 'silent', fit: () => ({ emit: (_, value) => value }) };
    await expect(fitAlone(selectFromModel({ estimator: silent }), data)).rejects.toMatchObject({
      code: 'STEP_UNFITTABLE',
      message:
        "Step 'select-from-model' must use an estimator that tells how much each column matters, got 'silent'. Give it another estimator.",
    });
    const classes = { ...data, target: target.map((_, row) => row % 2), classes: 2 };
    await expect(fitAlone(selectFromModel({ estimator: ridge() }), classes)).rejects.toThrow(
      "Step 'select-from-model' must use an estimator for classification, got 'ridge'.",
    );
  });

  it.each([
    [
      { threshold: -1 },
      "Parameter 'threshold' of step 'select-from-model' must be finite and at least 0, got -1.",
    ],
    [{ count: 0 }, "Parameter 'count' of step 'select-from-model' must be a whole number from 1, got 0."],
  ])('refuses %j', (options, message) => {
    expect(() => selectFromModel({ estimator: ridge(), ...options })).toThrow(message);
  });
});
