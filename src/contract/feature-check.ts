import { daysSinceEpoch } from './calendar';
import { isIntegerDtype, isNumericDtype, type NumericDtype, rangeOf } from './dtype';
import { type ErrorParts, PredictqlError } from './errors';
import type {
  Category,
  CategoryFeature,
  DateFeature,
  Feature,
  NumberFeature,
  TensorFeature,
} from './feature';
import { isEnumValueName } from './names';
import { shown } from './shown';
import { isModelText } from './text-rule';
import { assertUniqueNames, assertUniqueValues } from './unique-names';

/**
 * @param subject - the feature with its place: "Feature 'lotArea' of house-price v1"
 * @throws PredictqlError `CONTRACT_INVALID` when the feature contradicts itself
 */
export function assertFeature(feature: Feature, subject: string): void {
  const refuse: Refuse = (parts) => {
    throw new PredictqlError('CONTRACT_INVALID', { subject, ...parts });
  };
  switch (feature.kind) {
    case 'number':
      checkNumber(feature, refuse);
      return;
    case 'date':
      checkDates(feature, refuse);
      return;
    case 'category':
      checkCategories(feature, subject, refuse);
      return;
    case 'boolean':
      if (feature.spelling !== undefined && feature.spelling.true === feature.spelling.false) {
        refuse({ expected: 'spell true and false in two ways', received: shown(feature.spelling.true) });
      }
      return;
    case 'tensor':
      checkTensor(feature, refuse);
      return;
    default:
      feature satisfies never;
  }
}

type Refuse = (parts: Omit<ErrorParts, 'subject'>) => never;

/** @throws PredictqlError `CONTRACT_INVALID` unless the categories can be told apart and be a GraphQL enum */
export function assertCategories(categories: readonly Category[], subject: string): void {
  assertUniqueNames(categories, subject, isEnumValueName);
  assertUniqueValues(categories, subject);
}

function checkNumber(
  { integer, dtype, min, max, missingValues = [], nullable }: NumberFeature,
  refuse: Refuse,
): void {
  checkRange(min, max, integer, refuse);
  if (missingValues.length > 0 && !nullable) {
    refuse({ expected: 'be nullable to have values that mean "missing"', remedy: 'Add nullable: true.' });
  }
  if (dtype === undefined) return;
  checkDtypeRange(min, max, dtype, refuse);
  if (!isIntegerDtype(dtype)) return;
  if (!integer) refuse({ expected: `be whole to be ${dtype}`, remedy: 'Say integer: true.' });
  const odd = missingValues.find((value) => !Number.isSafeInteger(value));
  if (odd !== undefined) {
    refuse({
      expected: `have whole numbers up to 2^53 as its values that mean "missing", being ${dtype}`,
      received: String(odd),
    });
  }
}

function checkDates({ min, max }: DateFeature, refuse: Refuse): void {
  for (const day of [min, max]) {
    if (day === undefined || !Number.isNaN(daysSinceEpoch(day))) continue;
    refuse({ expected: 'have days that exist as its min and max', received: shown(day) });
  }
  checkRange(min, max, false, refuse);
}

function checkCategories(
  { open, categories, dtype }: CategoryFeature,
  subject: string,
  refuse: Refuse,
): void {
  if (categories.length === 0 && !open) {
    refuse({ expected: 'list its categories or be open', remedy: 'Add values: [...] or open: true.' });
  }
  assertCategories(categories, `${subject}: its categories`);
  const unfit = dtype === 'string' && categories.find(({ value }) => !isModelText(value));
  if (unfit) {
    refuse({
      expected: 'have categories of whole Unicode characters other than U+0000',
      received: shown(unfit.value),
    });
  }
}

function checkTensor({ dtype, shape, min, max }: TensorFeature, refuse: Refuse): void {
  if (shape.filter((axis) => axis === null).length > 1) {
    refuse({
      expected: 'have one axis of any length at most',
      received: JSON.stringify(shape),
      remedy: 'Give the others the length that is sent.',
    });
  }
  if (isNumericDtype(dtype)) {
    checkRange(min, max, isIntegerDtype(dtype), refuse);
    checkDtypeRange(min, max, dtype, refuse);
  } else if (min !== undefined || max !== undefined) {
    refuse({ expected: 'be of numbers to have a min or max', received: dtype });
  }
}

function checkRange<T extends number | string>(
  min: T | undefined,
  max: T | undefined,
  integer: boolean,
  refuse: Refuse,
): void {
  if (min === undefined || max === undefined) return;
  const isEmpty = integer ? Math.ceil(Number(min)) > Math.floor(Number(max)) : min > max;
  if (!isEmpty) return;
  refuse({
    expected: integer
      ? 'have a whole number from its min to its max'
      : 'have a min that is not above its max',
    received: `min ${min} and max ${max}`,
  });
}

/** A limit that the dtype cannot reach says that somebody took it for another one. */
function checkDtypeRange(
  min: number | undefined,
  max: number | undefined,
  dtype: NumericDtype,
  refuse: Refuse,
): void {
  const range = rangeOf(dtype);
  for (const limit of [min, max]) {
    if (limit === undefined || (limit >= range.min && limit <= range.max)) continue;
    refuse({
      expected: `have limits within the range of ${dtype}, ${range.min} to ${range.max}`,
      received: String(limit),
    });
  }
}
