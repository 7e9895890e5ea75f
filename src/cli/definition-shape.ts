import { PredictqlError, shown } from '../contract';
import type { ModelDefinition } from '../training';

type Fields = Readonly<Record<string, unknown>>;

/** What a definition must hold, as far as its types say it: the file may be plain JavaScript. */
const fields: readonly (readonly [name: string, expected: string, isFine: (value: unknown) => boolean])[] = [
  ['name', 'be a text', isText],
  ['major', 'be a number', (value) => typeof value === 'number'],
  ['title', 'be a text', isText],
  [
    'task',
    'be made by regression(...) or classification(...)',
    (value) => isObject(value) && isText(value.task) && isObject(value.options),
  ],
  [
    'features',
    'be an object of features made by number(...), category(...), boolean(...) or date(...)',
    (value) =>
      isObject(value) &&
      Object.values(value).every((spec) => isObject(spec) && isText(spec.kind) && isObject(spec.options)),
  ],
  [
    'data',
    'be made by csv(...), parquet(...) or json(...)',
    (value) => isObject(value) && isText(value.format) && isText(value.path),
  ],
  [
    'pipeline',
    'be a list of steps',
    (value) => Array.isArray(value) && value.every((step) => isObject(step) && isFunction(step.fit)),
  ],
  [
    'estimator',
    'be an estimator, such as boosting(...)',
    (value) => isObject(value) && isFunction(value.fit) && isText(value.name) && Array.isArray(value.tasks),
  ],
  [
    'search',
    'be made by defineSearch(...), or be left out',
    (value) =>
      value === undefined || (isObject(value) && isObject(value.space) && isFunction(value.estimator)),
  ],
];

/** Whether a value is meant as a definition, complete or not. */
export function looksLikeDefinition(value: unknown): boolean {
  return isObject(value) && ['features', 'task', 'estimator'].filter((name) => name in value).length >= 2;
}

/**
 * @param shownAs - what messages call the file
 * @throws PredictqlError `DEFINITION_INVALID` that names the first field that is missing or of a wrong type
 */
export function assertDefinition(value: unknown, shownAs: string): asserts value is ModelDefinition {
  if (!isObject(value)) {
    throw new PredictqlError('DEFINITION_INVALID', {
      subject: shownAs,
      expected: 'export a model definition',
      received: shown(value),
      remedy: 'Write it as: export const name = defineModel({ ... }).',
    });
  }
  const wrong = fields.find(([name, , isFine]) => !isFine(value[name]));
  if (wrong === undefined) return;
  const [name, expected] = wrong;
  throw new PredictqlError('DEFINITION_INVALID', {
    subject: `${name} of the definition in ${shownAs}`,
    expected,
    received: value[name] === undefined ? 'nothing' : shown(value[name]),
  });
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
