import { daysSinceEpoch } from './calendar';
import { PredictqlError } from './errors';
import type { Category, DateFeature, Feature, NumberFeature } from './feature';
import { isEnumValueName } from './names';
import { shown } from './shown';
import { assertUniqueNames, assertUniqueValues } from './unique-names';

/**
 * @param subject - the feature with its place: "Feature 'lotArea' of house-price v1"
 * @throws PredictqlError `CONTRACT_INVALID` when the feature contradicts itself
 */
export function assertFeature(feature: Feature, subject: string): void {
  switch (feature.kind) {
    case 'number':
      assertRange(feature, feature.integer, subject);
      if (feature.missingValues?.length && !feature.nullable) {
        throw new PredictqlError('CONTRACT_INVALID', {
          subject,
          expected: 'be nullable to have values that mean "missing"',
          remedy: 'Add nullable: true.',
        });
      }
      return;
    case 'date':
      assertDays(feature, subject);
      assertRange(feature, false, subject);
      return;
    case 'category':
      if (feature.categories.length === 0 && !feature.open) {
        throw new PredictqlError('CONTRACT_INVALID', {
          subject,
          expected: 'list its categories or be open',
          remedy: 'Add values: [...] or open: true.',
        });
      }
      assertCategories(feature.categories, `${subject}: its categories`);
      return;
    case 'boolean':
      if (feature.spelling !== undefined && feature.spelling.true === feature.spelling.false) {
        throw new PredictqlError('CONTRACT_INVALID', {
          subject,
          expected: 'spell true and false in two ways',
          received: shown(feature.spelling.true),
        });
      }
      return;
    default:
      feature satisfies never;
  }
}

/** @throws PredictqlError `CONTRACT_INVALID` unless the categories can be told apart and be a GraphQL enum */
export function assertCategories(categories: readonly Category[], subject: string): void {
  assertUniqueNames(categories, subject, isEnumValueName);
  assertUniqueValues(categories, subject);
}

function assertDays({ min, max }: DateFeature, subject: string): void {
  for (const day of [min, max]) {
    if (day === undefined || !Number.isNaN(daysSinceEpoch(day))) continue;
    throw new PredictqlError('CONTRACT_INVALID', {
      subject,
      expected: 'have days that exist as its min and max',
      received: shown(day),
    });
  }
}

function assertRange({ min, max }: NumberFeature | DateFeature, integer: boolean, subject: string): void {
  if (min === undefined || max === undefined) return;
  const isEmpty = integer ? Math.ceil(Number(min)) > Math.floor(Number(max)) : min > max;
  if (!isEmpty) return;
  throw new PredictqlError('CONTRACT_INVALID', {
    subject,
    expected: integer
      ? 'have a whole number from its min to its max'
      : 'have a min that is not above its max',
    received: `min ${min} and max ${max}`,
  });
}
