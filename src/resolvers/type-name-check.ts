import { type Contract, PredictqlError } from '../contract';
import { enumNameOf, ownTypeNameOf } from './type-names';

/**
 * No two things of the schema may have one type name: features that differ in the case of their first
 * letter only, `label` and `labelValue`, a feature `v1Input` of model `a` beside a model `a-v1`.
 *
 * @throws PredictqlError `CONTRACT_INVALID` that names both
 */
export function assertTypeNames(contracts: readonly Contract[]): void {
  const owners = new Map<string, string>();
  for (const contract of contracts) {
    for (const [name, owner] of typesOf(contract)) {
      const other = owners.get(name);
      if (other !== undefined) throw nameTaken(contract, name, other, owner);
      owners.set(name, owner);
    }
  }
}

function typesOf(contract: Contract): [name: string, owner: string][] {
  const place = `${contract.model} v${contract.major}`;
  const own = ['input', 'result', 'prediction'] as const;
  const ofClasses = contract.target.task === 'classification' ? (['label', 'classProbability'] as const) : [];
  const closed = contract.features.filter((feature) => feature.kind === 'category' && !feature.open);
  return [
    ...[...own, ...ofClasses].map((type): [string, string] => [
      ownTypeNameOf(contract, type),
      `the ${type} type of ${place}`,
    ]),
    ...closed.map(({ name }): [string, string] => [enumNameOf(contract, name), `feature '${name}' of ${place}`]),
  ];
}

function nameTaken(
  { model, major }: Contract,
  name: string,
  other: string,
  owner: string,
): PredictqlError {
  return new PredictqlError('CONTRACT_INVALID', {
    subject: `The contract of ${model} v${major}`,
    expected: 'give every GraphQL type a name of its own',
    received: `${name} for both ${other} and ${owner}`,
    remedy: 'Give one of the features another name in the definition; source says which column it is.',
  });
}
