import type { ObservedTarget } from '../profile';

/** Options of boosting. */
export type Settings = Readonly<Record<string, number>>;

/** From so many rows on, the settings beside it. */
type Ladder = readonly (readonly [rows: number, settings: Settings])[];

const sampling = { subsample: 0.8, columnSample: 0.7 };

const forNumbers: Ladder = [
  [0, { trees: 100, learningRate: 0.1, maxDepth: 3, minChildWeight: 3, l2: 1 }],
  [300, { trees: 300, learningRate: 0.05, maxDepth: 4, minChildWeight: 5, l2: 1, ...sampling }],
  [3000, { trees: 400, learningRate: 0.05, maxDepth: 5, minChildWeight: 20, l2: 1, ...sampling }],
  [30_000, { trees: 200, learningRate: 0.1, maxDepth: 6, minChildWeight: 50, l2: 1, ...sampling }],
];

// The weight of a row is 1 for a number and at most 1/4 for a class; a class says less than a number, so that
// smaller trees and fewer of them are enough.
const forClasses: Ladder = [
  [0, { trees: 60, learningRate: 0.05, maxDepth: 3, minChildWeight: 2, l2: 2, ...sampling }],
  [1000, { trees: 200, learningRate: 0.05, maxDepth: 3, minChildWeight: 5, l2: 2, ...sampling }],
  [10_000, { trees: 300, learningRate: 0.05, maxDepth: 4, minChildWeight: 5, l2: 2, ...sampling }],
  [30_000, { trees: 200, learningRate: 0.1, maxDepth: 5, minChildWeight: 10, l2: 2, ...sampling }],
];

/**
 * Settings of boosting that do well on tables of many kinds: the fewer rows, the fewer and the smaller the
 * trees, and the smaller the steps where there is time for many.
 */
export function boostingSettings(rows: number, target: ObservedTarget): Settings {
  const ladder = target.task === 'regression' ? forNumbers : forClasses;
  const [, settings] = ladder.findLast(([least]) => rows >= least) ?? ladder[0];
  if (target.task === 'regression' || target.classes.length <= 2) return settings;
  // Every round grows a tree per class.
  return { ...settings, trees: settings.trees / 2, learningRate: 0.1 };
}
