import { z } from 'zod';
import { listed, PredictqlError, shown } from './errors';
import { type Feature, featureSchema } from './feature';
import { assertModelName, isGraphqlName } from './names';
import { targetSchema } from './target';

/**
 * What a model takes and gives: the one declaration from which the GraphQL types, the checks, the
 * matrix and the compatibility verdict are made.
 */
export const contractSchema = z.strictObject({
  model: z.string(),
  /** Contract number: it goes up when clients of the last one would break. */
  major: z.int().min(1).max(999),
  title: z.string().min(1),
  description: z.string().optional(),
  features: z.array(featureSchema).min(1),
  target: targetSchema,
  /** Why clients should move to a newer major, when they should. */
  deprecation: z.string().optional(),
});

export type Contract = z.infer<typeof contractSchema>;

/**
 * The contract, checked for what its types cannot say and frozen.
 *
 * @throws PredictqlError `CONTRACT_INVALID` on illegal or colliding names, empty ranges, a category
 *   feature without categories; `NAME_INVALID` on an illegal model name
 */
export function sealContract(contract: Contract): Contract {
  assertModelName(contract.model);
  const subject = `The contract of ${contract.model} v${contract.major}`;
  assertUniqueNames(
    contract.features.map(({ name, source }) => ({ name, origin: source })),
    `${subject}: its features`,
  );
  for (const feature of contract.features) assertFeature(feature, contract);
  const { target } = contract;
  if (!isGraphqlName(target.name)) throw illegalName(`${subject}: its target`, target.name);
  if (target.task === 'classification') {
    assertUniqueNames(
      target.classes.map(({ name, value }) => ({ name, origin: value })),
      `${subject}: the classes of its target`,
    );
    if (target.positive !== undefined && !target.classes.some(({ value }) => value === target.positive)) {
      throw new PredictqlError('CONTRACT_INVALID', {
        subject: `${subject}: its positive class`,
        expected: `be one of ${listed(target.classes.map(({ value }) => shown(value)))}`,
        received: shown(target.positive),
      });
    }
  }
  return deepFreeze(contract);
}

function assertFeature(feature: Feature, { model, major }: Contract): void {
  const subject = `Feature '${feature.name}' of ${model} v${major}`;
  if (
    'min' in feature &&
    feature.min !== undefined &&
    feature.max !== undefined &&
    feature.min > feature.max
  ) {
    throw new PredictqlError('CONTRACT_INVALID', {
      subject,
      expected: 'have a min that is not above its max',
      received: `min ${feature.min} and max ${feature.max}`,
    });
  }
  if (feature.kind === 'number' && feature.missingValues?.length && !feature.nullable) {
    throw new PredictqlError('CONTRACT_INVALID', {
      subject,
      expected: 'be nullable to have values that mean "missing"',
      remedy: 'Add nullable: true.',
    });
  }
  if (feature.kind !== 'category') return;
  if (feature.categories.length === 0 && !feature.open) {
    throw new PredictqlError('CONTRACT_INVALID', {
      subject,
      expected: 'list its categories or be open',
      remedy: 'Add values: [...] or open: true.',
    });
  }
  assertUniqueNames(
    feature.categories.map(({ name, value }) => ({ name, origin: value })),
    `${subject}: its categories`,
  );
}

function assertUniqueNames(entries: readonly { name: string; origin: string }[], subject: string): void {
  const origins = new Map<string, string>();
  for (const { name, origin } of entries) {
    if (!isGraphqlName(name)) throw illegalName(subject, name);
    const other = origins.get(name);
    if (other !== undefined) {
      throw new PredictqlError('CONTRACT_INVALID', {
        subject,
        expected: 'have names that GraphQL can tell apart',
        received: `'${name}' for both ${shown(other)} and ${shown(origin)}`,
        remedy: 'Give one of them another name in the definition.',
      });
    }
    origins.set(name, origin);
  }
}

function illegalName(subject: string, name: string): PredictqlError {
  return new PredictqlError('CONTRACT_INVALID', {
    subject,
    expected: 'have names of letters, digits and underscores that start with neither a digit nor __',
    received: shown(name),
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
