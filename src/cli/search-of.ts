import { PredictqlError } from '../contract';
import type { ModelDefinition, Search } from '../training';

/** @throws PredictqlError `DEFINITION_INVALID` when the definition has none */
export function searchOf({ name, search }: ModelDefinition): Search {
  if (search !== undefined) return search;
  throw new PredictqlError('DEFINITION_INVALID', {
    subject: `The definition of ${name}`,
    expected: 'say what may vary',
    received: 'no search',
    remedy: 'Write it as: search: defineSearch({ space: { ... }, estimator: (p) => ... }).',
  });
}
