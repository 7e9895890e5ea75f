import { identityTarget, logTarget } from '../../src/training/target-transform';
import { runGraph } from '../support/run-graph';
import { expectSameNumbers } from '../support/same-numbers';
import { tolerances } from '../support/tolerances';

const truth = Float64Array.of(0.5, 1, 215_000, 1e-30);

describe.each([
  ['identityTarget', identityTarget, truth],
  ['logTarget', logTarget, truth.map(Math.log)],
])('%s', (_, transform, learned) => {
  it('is what the estimator learns, without a change of the truth', () => {
    const before = Float64Array.from(truth);
    expectSameNumbers(transform.apply(truth), learned);
    expectSameNumbers(truth, before);
  });

  it('is undone in the graph', async () => {
    const feed = { type: 'float', shape: [truth.length, 1], values: learned } as const;
    const { shape, values } = await runGraph(transform.emitInverse, feed);
    expect(shape).toEqual([truth.length, 1]);
    // A float32 logarithm of 69 is rounded by 4e-6, which the exponential makes relative.
    expectSameNumbers(values, truth, { tolerance: 10 * tolerances.operator });
  });
});

it.each([0, -0, -1, Number.NaN])('a target of %d has no logarithm', (wrong) => {
  expect(() => logTarget.apply(Float64Array.of(1, wrong, -7))).toThrow(
    expect.objectContaining({
      code: 'ESTIMATOR_UNFITTABLE',
      message: `A target with a log transform must be above 0 in every row, got ${String(wrong)}. Leave the transform out, or remove such rows.`,
    }),
  );
});
