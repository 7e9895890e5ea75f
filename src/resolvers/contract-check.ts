import { type Contract, listed, PredictqlError } from '../contract';
import { enumNameOf, ownTypeNameOf } from './type-names';

/**
 * @throws PredictqlError `CONTRACT_INVALID` when the contract cannot be in one schema with the contracts
 *   that were checked before it
 */
export type ContractCheck = (contract: Contract) => void;

/** A name that something of a contract has in the schema. */
interface NameUse {
  readonly name: string;
  /** What has it: "feature 'street' of house-price v1". */
  readonly owner: string;
}

/**
 * Makes a check of contracts that shall share a schema: no two things may have one type name. They would
 * when features differ only in the case of their first letter, by `label` and `labelValue`, or by a feature
 * `v1Input` of model `a` beside a model `a-v1`. Versions of one major share theirs.
 */
export function createContractCheck(): ContractCheck {
  const owners = new Map<string, string>();
  return (contract) => {
    assertOwnNames(contract);
    const uses = typesOf(contract);
    const own = new Map<string, string>();
    for (const { name, owner } of uses) {
      const other = own.get(name) ?? owners.get(name);
      if (other !== undefined && other !== owner) throw nameTaken(contract, name, other, owner);
      own.set(name, owner);
    }
    for (const { name, owner } of uses) owners.set(name, owner);
  };
}

/** Every object of JavaScript has a `constructor`; type-graphql takes it for the value of such a field. */
function assertOwnNames({ model, major, features }: Contract): void {
  const inherited = features.map(({ name }) => name).filter((name) => name in Object.prototype);
  if (inherited.length === 0) return;
  throw new PredictqlError('CONTRACT_INVALID', {
    subject: `The contract of ${model} v${major}`,
    expected: 'have no feature called like what every object of JavaScript has',
    received: listed(inherited),
    remedy: 'Give it another name in the definition; source says which column it is.',
  });
}

function typesOf(contract: Contract): NameUse[] {
  const place = `${contract.model} v${contract.major}`;
  const common = ['input', 'columns', 'result', 'outcome', 'prediction'] as const;
  const ofClasses = contract.target.task === 'classification' ? (['label', 'classProbability'] as const) : [];
  const closed = contract.features.filter((feature) => feature.kind === 'category' && !feature.open);
  return [
    ...[...common, ...ofClasses].map((type) => ({
      name: ownTypeNameOf(contract, type),
      owner: `the ${type} type of ${place}`,
    })),
    ...closed.map(({ name }) => ({
      name: enumNameOf(contract, name),
      owner: `feature '${name}' of ${place}`,
    })),
  ];
}

function nameTaken({ model, major }: Contract, name: string, other: string, owner: string): PredictqlError {
  return new PredictqlError('CONTRACT_INVALID', {
    subject: `The contract of ${model} v${major}`,
    expected: 'give every GraphQL type a name of its own',
    received: `${name} for both ${other} and ${owner}`,
    remedy: 'Give one of the features another name in the definition; source says which column it is.',
  });
}
