import { daysSinceEpoch } from './calendar';
import type { CategoryFeature, DateFeature, Feature, TensorFeature } from './feature';
import { numberRule } from './number-rule';
import { listed, shown } from './shown';
import { tensorRule } from './tensor-rule';
import { modelText } from './text-rule';
import { indexInVocabulary, vocabularyOf } from './vocabulary';

/** How rows spell their categories: as the data does, or by the names of the GraphQL enum. */
export type CategorySpelling = 'value' | 'name';

/** How a value breaks its rule. */
export interface Breach {
  readonly constraint: string;
  readonly expected: string;
  /** The element that does, where the value is a list. */
  readonly at?: number;
}

/** The rule of one feature. */
export interface ValueRule {
  /** What every value must be, for one that is missing. */
  readonly expected: string;
  /** What a value breaks, or undefined when it is fine; it is never asked about a missing value. */
  readonly breach: (value: unknown) => Breach | undefined;
}

export function valueRuleOf(feature: Feature, spelling: CategorySpelling): ValueRule {
  switch (feature.kind) {
    case 'number':
      return numberRule(feature);
    case 'category':
      return categoryRule(feature, spelling);
    case 'boolean':
      return booleanRule;
    case 'date':
      return dateRule(feature);
    case 'tensor':
      return tensorRule(feature, elementRule(feature));
    default:
      return feature satisfies never;
  }
}

function elementRule({ dtype, min, max }: TensorFeature): ValueRule {
  if (dtype === 'bool') return booleanRule;
  return dtype === 'string' ? modelText : numberRule({ dtype, min, max });
}

function categoryRule({ open, categories, dtype }: CategoryFeature, spelling: CategorySpelling): ValueRule {
  if (open) {
    if (dtype === 'string') return modelText;
    const expected = 'be a text';
    return {
      expected,
      breach: (value) => (typeof value === 'string' ? undefined : { constraint: 'type', expected }),
    };
  }
  const texts = categories.map((category) => category[spelling]);
  // The encoder forgives spaces around a value; a name of an enum is exact.
  const vocabulary = vocabularyOf(categories);
  const names = new Set(texts);
  const isKnown = (text: string) =>
    spelling === 'value' ? indexInVocabulary(vocabulary, text) !== undefined : names.has(text);
  const expected = `be one of ${listed(texts.map((text) => (spelling === 'value' ? shown(text) : text)))}`;
  return {
    expected,
    breach(value) {
      if (typeof value !== 'string') return { constraint: 'type', expected };
      return isKnown(value) ? undefined : { constraint: 'enum', expected };
    },
  };
}

const booleanRule: ValueRule = {
  expected: 'be true or false',
  breach: (value) =>
    typeof value === 'boolean' ? undefined : { constraint: 'type', expected: booleanRule.expected },
};

function dateRule({ min, max }: DateFeature): ValueRule {
  const expected = 'be a day written as YYYY-MM-DD';
  return {
    expected,
    breach(value) {
      if (typeof value !== 'string' || Number.isNaN(daysSinceEpoch(value)))
        return { constraint: 'type', expected };
      if (min !== undefined && value < min) return { constraint: 'min', expected: `be ${min} or later` };
      if (max !== undefined && value > max) return { constraint: 'max', expected: `be ${max} or earlier` };
      return undefined;
    },
  };
}
