import type { PredictqlError } from '../contract';
import type { TrialParameters } from '../training';

/** How a trial went. */
export interface TrialResult {
  /** From 1, in the order of the search. */
  readonly trial: number;
  readonly parameters: TrialParameters;
  /** The metric on the validation rows of each fold; NaN where it is not defined. */
  readonly folds: readonly number[];
  readonly mean: number;
  /** Standard deviation between the folds. */
  readonly spread: number;
  /** Why it could not be fitted; then there are no folds. */
  readonly error?: PredictqlError;
}

export function trialResult(
  trial: number,
  parameters: TrialParameters,
  folds: readonly number[],
  error?: PredictqlError,
): TrialResult {
  const mean = folds.reduce((sum, value) => sum + value, 0) / folds.length;
  const squares = folds.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = folds.length > 1 ? Math.sqrt(squares / (folds.length - 1)) : Number.NaN;
  return { trial, parameters, folds, mean, spread, ...(error !== undefined && { error }) };
}

/** The best first; those without a mean come last. Of equals the earlier one is better. */
export function ranked(results: readonly TrialResult[], higherIsBetter: boolean): TrialResult[] {
  const place = ({ mean }: TrialResult) => {
    if (Number.isNaN(mean)) return Number.POSITIVE_INFINITY;
    return higherIsBetter ? -mean : mean;
  };
  return [...results].sort((one, other) => {
    const [first, second] = [place(one), place(other)];
    // Two infinities have no difference.
    return first === second ? one.trial - other.trial : first < second ? -1 : 1;
  });
}
