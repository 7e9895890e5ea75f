import {
  type AnyFeatureSpec,
  boolean,
  type CategorySpec,
  type Contract,
  category,
  classification,
  date,
  defineContract,
  number,
  regression,
} from '../../src/contract';
import type { RandomSource } from './random-source';

/** Names that every object inherits stand among the usual ones: a row must hold them itself. */
const featureNames = [
  'lotArea',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'neighborhood',
  'yearBuilt',
  '_1stFlrSF',
  'length',
  'isOwner',
];

const categoryTexts = [
  'Pave',
  'WD ',
  'C (all)',
  '>50K',
  '<=50K',
  'true',
  '日本',
  'constructor',
  '-1',
  '1',
  'C++',
];

const days = [
  '0001-01-01',
  '1900-02-28',
  '1969-12-31',
  '1970-01-01',
  '2000-02-29',
  '2024-12-31',
  '9999-12-31',
];

/** Some contract that seals. */
export function randomContract(random: RandomSource): Contract {
  const names = shuffled(featureNames, random).slice(0, random.whole(1, featureNames.length));
  return defineContract({
    name: 'fuzzed',
    major: 1,
    title: 'Fuzzed',
    task: random.chance(0.5)
      ? regression({ target: 'price', unit: 'USD' })
      : classification({ target: 'kind', classes: ['good', 'bad', 'ugly'], positive: 'bad' }),
    features: Object.fromEntries(names.map((name) => [name, randomFeature(random)])),
  });
}

/** A feature of any kind with any of its options. */
export function randomFeature(random: RandomSource): AnyFeatureSpec {
  const nullable = random.chance(0.5);
  switch (random.pick(['number', 'category', 'boolean', 'date'] as const)) {
    case 'number':
      return number({
        nullable,
        integer: random.chance(0.4),
        ...(random.chance(0.5) && { min: random.whole(-20, 0) }),
        ...(random.chance(0.5) && { max: random.whole(1, 20) }),
        ...(nullable && random.chance(0.5) && { missingValues: random.pick([[0], [-999], [-999, 0]]) }),
      });
    case 'category':
      return category({ nullable, open: random.chance(0.3), values: randomCategories(random) });
    case 'boolean':
      return boolean({ nullable });
    default: {
      const [min, max] = [random.pick(days), random.pick(days)].sort();
      return date({ nullable, ...(random.chance(0.4) && { min }), ...(random.chance(0.4) && { max }) });
    }
  }
}

function randomCategories(random: RandomSource): CategorySpec[] {
  const texts = shuffled(categoryTexts, random).slice(0, random.whole(1, categoryTexts.length));
  return texts.map((value, at) => (random.chance(0.2) ? { value, name: `own${at}` } : value));
}

/** The items in some order. */
export function shuffled<T>(items: readonly T[], random: RandomSource): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = random.whole(0, at);
    [result[at], result[other]] = [result[other], result[at]];
  }
  return result;
}
