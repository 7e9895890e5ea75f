import type { ModelDefinition } from '../definition';
import type { Search, TrialParameters } from './define-search';

/** The definition with the estimator, and perhaps the pipeline, of a trial. */
export function candidateOf(
  definition: ModelDefinition,
  search: Search,
  parameters: TrialParameters,
): ModelDefinition {
  return Object.freeze({
    ...definition,
    estimator: search.estimator(parameters),
    pipeline: search.pipeline?.(parameters) ?? definition.pipeline,
  });
}
