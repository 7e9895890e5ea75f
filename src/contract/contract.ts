import { z } from 'zod';
import { PredictqlError } from './errors';
import { exampleOf, featureSchema } from './feature';
import { assertCategories, assertFeature } from './feature-check';
import { assertModelName, isGraphqlName } from './names';
import { compileRowCheck } from './row-check';
import { schemaIssue } from './schema-issue';
import { listed, shown } from './shown';
import { targetSchema } from './target';
import { assertUniqueNames, illegalName } from './unique-names';

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
 * A frozen copy of the contract, checked for what its types cannot say.
 *
 * @throws PredictqlError `CONTRACT_INVALID` on what the schema refuses, illegal or colliding names, empty
 *   ranges, days that do not exist, a category feature without categories, an example that breaks its own
 *   feature, a feature that reads the target's column; `NAME_INVALID` on an illegal model name
 */
export function sealContract(unsealed: Contract): Contract {
  assertModelName(unsealed.model);
  const contract = parsed(unsealed);
  const subject = `The contract of ${contract.model} v${contract.major}`;
  assertUniqueNames(
    contract.features.map(({ name, source }) => ({ name, value: source })),
    `${subject}: its features`,
  );
  for (const feature of contract.features) {
    assertFeature(feature, `Feature '${feature.name}' of ${contract.model} v${contract.major}`);
  }
  assertExamples(contract);
  assertNoLeak(contract, subject);
  const { target } = contract;
  if (!isGraphqlName(target.name)) throw illegalName(`${subject}: its target`, target.name);
  if (target.task === 'tensors') {
    assertUniqueNames(
      target.outputs.map(({ name, source }) => ({ name, value: source })),
      `${subject}: the outputs of its target`,
    );
  }
  if (target.task === 'classification') {
    assertCategories(target.classes, `${subject}: the classes of its target`);
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

/** A feature that reads the truth makes a perfect model of no use. */
function assertNoLeak({ features, target }: Contract, subject: string): void {
  if (target.task === 'tensors') return;
  const leak = features.find(({ source }) => source === target.source);
  if (leak === undefined) return;
  throw new PredictqlError('CONTRACT_INVALID', {
    subject: `${subject}: feature '${leak.name}'`,
    expected: 'read another column than the target',
    received: shown(leak.source),
    remedy: 'Remove the feature: nobody knows it when predicting.',
  });
}

/** A definition may be plain JavaScript, so that nothing has held it to the types yet. */
function parsed(contract: Contract): Contract {
  const { data, error } = contractSchema.safeParse(contract);
  if (error === undefined) return data;
  const [place, index] = error.issues[0].path;
  const name = place === 'features' ? contract.features[Number(index)]?.name : undefined;
  throw new PredictqlError('CONTRACT_INVALID', {
    subject: `The contract of ${contract.model} v${contract.major}`,
    expected: 'follow the contract format',
    received: schemaIssue(error),
    remedy: name === undefined ? undefined : `Look at feature ${shown(name)}.`,
  });
}

function assertExamples(contract: Contract): void {
  const features = contract.features.filter((feature) => exampleOf(feature) !== undefined);
  const row = Object.fromEntries(features.map((feature) => [feature.name, exampleOf(feature)]));
  const [violation] = compileRowCheck({ ...contract, features }).violations([row]);
  if (violation === undefined) return;
  const { path, expected, received } = violation;
  throw new PredictqlError('CONTRACT_INVALID', {
    subject: `Feature '${path[1]}' of ${contract.model} v${contract.major}: its example`,
    expected,
    received,
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
