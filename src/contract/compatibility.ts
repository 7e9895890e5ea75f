import type { Contract } from './contract';
import { PredictqlError } from './errors';
import type { CategoryFeature, Feature } from './feature';
import { fitsInt32 } from './int32';
import { shown } from './shown';
import type { Target } from './target';

/** One difference between two contracts, as a client of the older one meets it. */
export interface ContractChange {
  readonly breaking: boolean;
  /** The feature it is about; left out for the target. */
  readonly feature?: string;
  readonly message: string;
}

type Report = (breaking: boolean, message: string) => void;

/**
 * How the contract `after` differs from `before` for clients of `before`. What they could send they must
 * still be able to send, and what they read must still mean the same.
 */
export function compareContracts(before: Contract, after: Contract): readonly ContractChange[] {
  const changes: ContractChange[] = [];
  const reportOn =
    (feature: string): Report =>
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

function compareFeatures(before: Feature, after: Feature, report: Report): void {
  if (before.kind !== after.kind) {
    report(true, `was a ${before.kind} and is a ${after.kind}`);
    return;
  }
  if (before.nullable !== after.nullable) {
    report(before.nullable, after.nullable ? 'may now be null' : 'may no longer be null');
  }
  compareUnits(before.unit, after.unit, report);
  if (before.source !== after.source) {
    report(false, `is read from column ${shown(after.source)} instead of ${shown(before.source)}`);
  }
  if (before.kind === 'number' && after.kind === 'number') {
    compareBound('min', before.min, after.min, (old, now) => now > old, report);
    compareBound('max', before.max, after.max, (old, now) => now < old, report);
    // Either way: GraphQL refuses a variable of type Int! where a Float is expected.
    if (fitsInt32(before) !== fitsInt32(after)) {
      report(true, fitsInt32(after) ? 'was a Float and is an Int' : 'was an Int and is a Float');
    } else if (before.integer !== after.integer) {
      report(after.integer, after.integer ? 'must now be a whole number' : 'may now have a fraction');
    }
    const added = (after.missingValues ?? []).filter((code) => !before.missingValues?.includes(code));
    if (added.length > 0) report(true, `now means "missing" by ${added.join(', ')}`);
    const dropped = (before.missingValues ?? []).filter((code) => !after.missingValues?.includes(code));
    if (dropped.length > 0) report(true, `no longer means "missing" by ${dropped.join(', ')}`);
  }
  if (before.kind === 'date' && after.kind === 'date') {
    compareBound('min', before.min, after.min, (old, now) => now > old, report);
    compareBound('max', before.max, after.max, (old, now) => now < old, report);
  }
  if (before.kind === 'category' && after.kind === 'category') compareCategories(before, after, report);
}

function compareBound<T extends number | string>(
  bound: 'min' | 'max',
  before: T | undefined,
  after: T | undefined,
  isTighter: (old: T, now: T) => boolean,
  report: Report,
): void {
  if (before === after) return;
  const tighter = after !== undefined && (before === undefined || isTighter(before, after));
  report(tighter, `has ${bound} ${after ?? 'no limit'} instead of ${before ?? 'no limit'}`);
}

function compareCategories(before: CategoryFeature, after: CategoryFeature, report: Report): void {
  if (before.open !== after.open) {
    report(true, after.open ? 'was an enum and is a String' : 'was a String and is an enum');
    return;
  }
  // The vocabulary of an open feature is no promise to clients: any text may be sent.
  if (before.open) return;
  const olds = new Map(before.categories.map(({ name, value }) => [name, value]));
  const news = new Map(after.categories.map(({ name, value }) => [name, value]));
  for (const [name, value] of olds) {
    const now = news.get(name);
    if (now === undefined) report(true, `no longer has category ${name}`);
    else if (now !== value) report(true, `means ${shown(now)} instead of ${shown(value)} by ${name}`);
  }
  for (const name of news.keys()) if (!olds.has(name)) report(false, `has the new category ${name}`);
}

function compareTargets(before: Target, after: Target, report: Report): void {
  if (before.task !== after.task) {
    report(true, `was a ${before.task} and is a ${after.task}`);
    return;
  }
  if (before.name !== after.name) report(true, `was called ${before.name} and is called ${after.name}`);
  if (before.task === 'regression' && after.task === 'regression')
    compareUnits(before.unit, after.unit, report);
  if (before.task === 'classification' && after.task === 'classification') {
    const olds = before.classes.map(({ name }) => name);
    const news = after.classes.map(({ name }) => name);
    if (olds.join() !== news.join()) {
      report(true, `has classes ${news.join(', ')} instead of ${olds.join(', ')}`);
      return;
    }
    for (const [index, { name, value }] of before.classes.entries()) {
      const now = after.classes[index].value;
      if (now !== value) report(true, `means ${shown(now)} instead of ${shown(value)} by ${name}`);
    }
  }
}

function compareUnits(before: string | undefined, after: string | undefined, report: Report): void {
  if (before !== after) report(true, `is in ${after ?? 'no unit'} instead of ${before ?? 'no unit'}`);
}
