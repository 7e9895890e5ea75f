import type { Contract } from './contract';
import { PredictqlError } from './errors';
import { compareFeatures } from './feature-compatibility';
import { compareTargets } from './target-compatibility';

/** One difference between two contracts, as a client of the older one meets it. */
export interface ContractChange {
  readonly breaking: boolean;
  /** The feature it is about; left out for the target. */
  readonly feature?: string;
  readonly message: string;
}

/** Takes one difference: "Feature 'lotArea' is gone" less its subject. */
export type ReportChange = (breaking: boolean, message: string) => void;

/**
 * How the contract `after` differs from `before` for clients of `before`. What they could send they must
 * still be able to send, and what they read must still mean the same.
 */
export function compareContracts(before: Contract, after: Contract): readonly ContractChange[] {
  const changes: ContractChange[] = [];
  const reportOn =
    (feature: string): ReportChange =>
    (breaking, message) =>
      changes.push({ breaking, feature, message: `Feature '${feature}' ${message}` });
  const olds = new Map(before.features.map((feature) => [feature.name, feature]));
  const news = new Map(after.features.map((feature) => [feature.name, feature]));
  for (const [name, old] of olds) {
    const now = news.get(name);
    if (now === undefined) reportOn(name)(true, 'is gone');
    else compareFeatures(old, now, reportOn(name));
  }
  for (const [name, { nullable }] of news) {
    if (olds.has(name)) continue;
    reportOn(name)(!nullable, nullable ? 'is new and nullable' : 'is new and required');
  }
  compareTargets(before.target, after.target, (breaking, message) =>
    changes.push({ breaking, message: `The target ${message}` }),
  );
  return changes;
}

/**
 * @throws PredictqlError `CONTRACT_INCOMPATIBLE` that lists every breaking change when `after` claims the
 *   major of `before` but breaks its clients
 */
export function assertCompatible(before: Contract, after: Contract): void {
  if (before.major !== after.major) return;
  const breaking = compareContracts(before, after).filter((change) => change.breaking);
  if (breaking.length === 0) return;
  throw new PredictqlError('CONTRACT_INCOMPATIBLE', {
    subject: `The contract of ${after.model} v${after.major}`,
    expected: 'keep the clients of its earlier versions working',
    received: `${breaking.length} breaking change${breaking.length === 1 ? '' : 's'}: ${breaking
      .map(({ message }) => message)
      .join('; ')}`,
    remedy: `Undo the change, or define it as major ${after.major + 1}.`,
  });
}
