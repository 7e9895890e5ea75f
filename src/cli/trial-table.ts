import { literal } from './literal';
import { shownNumber, table } from './table';
import { ranked, type TrialResult } from './trial-result';

/** What the trials of a search are compared by. */
export interface TrialMetric {
  readonly name: string;
  readonly higherIsBetter: boolean;
}

export interface SearchSummary {
  readonly model: string;
  readonly metric: TrialMetric;
  readonly k: number;
  readonly seed: number;
  /** Number of trials that the search has. */
  readonly planned: number;
  /** Whether it was stopped before its end. */
  readonly interrupted: boolean;
}

/** The best of the trials so far, to go on after other words; empty when there is none. */
export function bestSoFar(results: readonly TrialResult[], metric: TrialMetric): string {
  const [best] = ranked(results, metric.higherIsBetter);
  if (best === undefined || Number.isNaN(best.mean)) return '';
  return `, best ${metric.name} ${shownNumber(best.mean)} in trial ${best.trial}`;
}

/** A search as programs read it. */
export function trialData({ metric, ...summary }: SearchSummary, results: readonly TrialResult[]) {
  return {
    ...summary,
    metric: metric.name,
    higherIsBetter: metric.higherIsBetter,
    trials: results.map(({ error, folds, mean, spread, ...result }) =>
      error === undefined
        ? { ...result, mean, spread, folds }
        : { ...result, error: { code: error.code, message: error.message } },
    ),
    best: bestOf(results)?.parameters ?? null,
  };
}

/** A search as people read it: the trials, and the best parameters as code. */
export function describeTrials(
  { model, metric, k, seed, planned, interrupted }: SearchSummary,
  results: readonly TrialResult[],
): string {
  const names = Object.keys(results[0]?.parameters ?? {});
  const failed = results.filter(({ error }) => error !== undefined);
  const best = bestOf(results);
  const count = interrupted ? `stopped after ${results.length} of ${planned} trials` : `${planned} trials`;
  return [
    `${model}: ${count}, ${k} folds each, seed ${seed}`,
    '',
    ...(results.length === 0
      ? ['No trial was done.']
      : [
          table(
            ['trial', ...names, metric.name, 'spread'],
            results.map(({ trial, parameters, mean, spread }) => [
              trial,
              ...names.map((name) => literal(parameters[name])),
              Number.isNaN(mean) ? '' : mean,
              Number.isNaN(spread) ? '' : spread,
            ]),
          ),
        ]),
    ...(failed.length > 0 ? ['', 'could not be fitted:'] : []),
    ...failed.map(({ trial, error }) => `trial ${trial}: ${error?.message}`),
    ...(best === undefined ? [] : ['', `best parameters: ${literal(best.parameters)}`]),
  ].join('\n');
}

/** @param results - the best first */
function bestOf([best]: readonly TrialResult[]): TrialResult | undefined {
  return best === undefined || Number.isNaN(best.mean) ? undefined : best;
}
