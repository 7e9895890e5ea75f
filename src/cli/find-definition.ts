import { listed, PredictqlError, shown } from '../contract';
import { definitions } from '../models';
import type { ModelDefinition } from '../training';

/** @throws PredictqlError `DEFINITION_NOT_FOUND` when no definition has the name */
export function findDefinition(name: string): ModelDefinition {
  const definition = definitions.findLast((candidate) => candidate.name === name);
  if (definition !== undefined) return definition;
  throw new PredictqlError('DEFINITION_NOT_FOUND', {
    subject: 'The model to train',
    expected: `be one of ${listed(definitions.map((known) => known.name))}`,
    received: shown(name),
    remedy: 'Check the name, or add its definition to src/models.',
  });
}
