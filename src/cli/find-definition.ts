import { listed, PredictqlError, shown } from '../contract';
import { definitions } from '../models';
import type { ModelDefinition } from '../training';
import { isDefinitionPath, loadDefinition } from './load-definition';

/**
 * The definition that a name of src/models or the path of a definition file means.
 *
 * @throws PredictqlError `DEFINITION_NOT_FOUND` when there is no such name or file, `DEFINITION_INVALID`
 *   when the file cannot be used
 */
export function findDefinition(reference: string): ModelDefinition {
  const definition = definitions.findLast((candidate) => candidate.name === reference);
  if (definition !== undefined) return definition;
  if (isDefinitionPath(reference)) return loadDefinition(reference);
  throw new PredictqlError('DEFINITION_NOT_FOUND', {
    subject: 'The model to train',
    expected: `be one of ${listed(definitions.map((known) => known.name))}, or the path of a definition file`,
    received: shown(reference),
    remedy: 'Check the name, or write a path as ./model.ts.',
  });
}
