import { PredictqlError } from '../../contract';
import { RandomSource } from '../../data';
import type { SearchSpace, TrialParameters } from './define-search';

/** More than anyone would wait for: a grid of so many is a mistake. */
const mostTrials = 10_000;

/** Draws that bring nothing new before the space counts as used up. */
const mostRepeats = 1000;

/**
 * Every combination of a space's values, the last parameter varying fastest.
 *
 * @throws PredictqlError `PARAMETER_INVALID` when values cannot be counted, or combinations are too many
 */
export function gridTrials(space: SearchSpace): readonly TrialParameters[] {
  const lists = Object.entries(space).map(([name, { values }]) => {
    if (values !== undefined) return { name, values };
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: `Parameter '${name}' of a search space`,
      expected: 'have values that can be counted for a grid',
      received: 'a range',
      remedy: 'List values by oneOf(...), or search at random.',
    });
  });
  const count = lists.reduce((product, { values }) => product * values.length, 1);
  if (count > mostTrials) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: 'A grid',
      expected: `have at most ${mostTrials} combinations`,
      received: String(count),
      remedy: 'List fewer values, or search at random.',
    });
  }
  let trials: TrialParameters[] = [{}];
  for (const { name, values } of lists) {
    trials = trials.flatMap((trial) => values.map((value) => ({ ...trial, [name]: value })));
  }
  return trials;
}

/**
 * Different combinations drawn at random; fewer than asked for when the space seems to have no more. More
 * trials of the same seed begin with these ones.
 */
export function randomTrials(space: SearchSpace, count: number, seed: number): readonly TrialParameters[] {
  const random = new RandomSource(seed, 'search');
  const dimensions = Object.entries(space).map(([name, dimension]) => {
    const own = random.fork(name);
    return { name, draw: () => dimension.draw(own) };
  });
  const trials = new Map<string, TrialParameters>();
  for (let repeats = 0; trials.size < count && repeats < mostRepeats; ) {
    const trial = Object.fromEntries(dimensions.map(({ name, draw }) => [name, draw()]));
    const key = JSON.stringify(trial);
    repeats = trials.has(key) ? repeats + 1 : 0;
    trials.set(key, trial);
  }
  return [...trials.values()];
}
