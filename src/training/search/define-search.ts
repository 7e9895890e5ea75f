import { PredictqlError } from '../../contract';
import type { Estimator } from '../estimator';
import type { Json, Step } from '../step';
import type { Dimension } from './dimension';

/** The values to try, by parameter name. */
export type SearchSpace = Readonly<Record<string, Dimension>>;

/** One value for each parameter of a space. */
export type ParametersOf<Space extends SearchSpace> = {
  readonly [Name in keyof Space]: Space[Name] extends Dimension<infer Value> ? Value : never;
};

/** Parameters as a trial has them. */
export type TrialParameters = Readonly<Record<string, Json>>;

/** What `predictql tune` varies of a definition, and within which bounds. */
export interface Search {
  readonly space: SearchSpace;
  /** The estimator with the parameters of a trial. */
  estimator(parameters: TrialParameters): Estimator;
  /** The pipeline with the parameters of a trial; that of the definition when left out. */
  pipeline?(parameters: TrialParameters): readonly Step[];
}

export interface SearchOptions<Space extends SearchSpace> {
  readonly space: Space;
  readonly estimator: (parameters: ParametersOf<Space>) => Estimator;
  readonly pipeline?: (parameters: ParametersOf<Space>) => readonly Step[];
}

/**
 * A search whose functions know the types of their parameters:
 * `defineSearch({ space: { maxDepth: integer(2, 8) }, estimator: (p) => boosting({ trees: 300, ...p }) })`.
 *
 * @throws PredictqlError `PARAMETER_INVALID` when the space is empty
 */
export function defineSearch<const Space extends SearchSpace>(options: SearchOptions<Space>): Search {
  if (Object.keys(options.space).length === 0) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: 'A search space',
      expected: 'name the parameters to vary',
      received: 'none',
    });
  }
  // Trials draw each parameter from the space, so that it has the type that the functions expect.
  return Object.freeze(options as unknown as Search);
}
