import { shapeText } from './axes';
import type { ReportChange } from './compatibility';
import { isNumericDtype, type Range, rangeOf } from './dtype';
import type { CategoryFeature, Feature, NumberFeature, TensorFeature } from './feature';
import { int32Range, type NumberRange, numberTypeOf } from './number-type';
import { shown } from './shown';
import { compareUnits } from './unit-compatibility';

/** Reports how a feature differs for those who send it. */
export function compareFeatures(before: Feature, after: Feature, report: ReportChange): void {
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
  if (before.kind === 'number' && after.kind === 'number') compareNumbers(before, after, report);
  if (before.kind === 'date' && after.kind === 'date') compareBounds(before, after, report);
  if (before.kind === 'category' && after.kind === 'category') compareCategories(before, after, report);
  if (before.kind === 'tensor' && after.kind === 'tensor') compareTensors(before, after, report);
}

function compareNumbers(before: NumberFeature, after: NumberFeature, report: ReportChange): void {
  compareBounds(before, after, report);
  const isOtherType = compareNumberTypes(before, after, report);
  if (!isOtherType && before.integer !== after.integer) {
    report(after.integer, after.integer ? 'must now be a whole number' : 'may now have a fraction');
  }
  const added = (after.missingValues ?? []).filter((code) => !before.missingValues?.includes(code));
  if (added.length > 0) report(true, `now means "missing" by ${added.join(', ')}`);
  const dropped = (before.missingValues ?? []).filter((code) => !after.missingValues?.includes(code));
  if (dropped.length > 0) report(true, `no longer means "missing" by ${dropped.join(', ')}`);
}

/** @returns whether the GraphQL type is another, which is reported */
function compareNumberTypes(before: NumberRange, after: NumberRange, report: ReportChange): boolean {
  const [old, now] = [numberTypeOf(before), numberTypeOf(after)];
  // Either way: GraphQL refuses a variable of type Int! where a Float is expected.
  if (old !== now) report(true, `was ${articled(old)} and is ${articled(now)}`);
  else compareDtypes(before, after, report);
  return old !== now;
}

function articled(type: string): string {
  return `${type === 'Int' ? 'an' : 'a'} ${type}`;
}

function compareDtypes(before: NumberRange, after: NumberRange, report: ReportChange): void {
  const [old, now] = [before.dtype ?? 'float32', after.dtype ?? 'float32'];
  if (old === now) return;
  const sent = sentRange(before);
  const taken = rangeOf(now);
  report(taken.min > sent.min || taken.max < sent.max, `is ${now} instead of ${old}`);
}

/** What clients could send: the dtype's range within the GraphQL type and the limits. */
function sentRange(feature: NumberRange): Range {
  const range = rangeOf(feature.dtype ?? 'float32');
  const typed = numberTypeOf(feature) === 'Int' ? narrowed(range, int32Range) : range;
  return narrowed(typed, feature);
}

function narrowed(range: Range, { min = range.min, max = range.max }: Bounds<number | bigint>): Range {
  return { min: min > range.min ? min : range.min, max: max < range.max ? max : range.max };
}

function compareTensors(before: TensorFeature, after: TensorFeature, report: ReportChange): void {
  if (isNumericDtype(before.dtype) && isNumericDtype(after.dtype)) {
    compareBounds(before, after, report);
    compareNumberTypes({ ...before, dtype: before.dtype }, { ...after, dtype: after.dtype }, report);
  } else if (before.dtype !== after.dtype) {
    report(true, `is ${after.dtype} instead of ${before.dtype}`);
  }
  if (shapeText(before.shape) === shapeText(after.shape)) return;
  const isWider =
    before.shape.length === after.shape.length &&
    before.shape.every((axis, at) => after.shape[at] === null || after.shape[at] === axis);
  report(!isWider, `has shape ${shapeText(after.shape)} instead of ${shapeText(before.shape)}`);
}

interface Bounds<T> {
  readonly min?: T | undefined;
  readonly max?: T | undefined;
}

function compareBounds<T extends number | string>(
  before: Bounds<T>,
  after: Bounds<T>,
  report: ReportChange,
): void {
  compareBound('min', before.min, after.min, (old, now) => now > old, report);
  compareBound('max', before.max, after.max, (old, now) => now < old, report);
}

function compareBound<T extends number | string>(
  bound: 'min' | 'max',
  before: T | undefined,
  after: T | undefined,
  isTighter: (old: T, now: T) => boolean,
  report: ReportChange,
): void {
  if (before === after) return;
  const tighter = after !== undefined && (before === undefined || isTighter(before, after));
  report(tighter, `has ${bound} ${after ?? 'no limit'} instead of ${before ?? 'no limit'}`);
}

function compareCategories(before: CategoryFeature, after: CategoryFeature, report: ReportChange): void {
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
