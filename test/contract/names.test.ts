import { assertEnumValueName, assertName, GraphQLEnumType } from 'graphql';
import {
  assertAliasName,
  assertModelName,
  assertVersion,
  categoryNameOf,
  defineContract,
  featureNameOf,
  isEnumValueName,
  isGraphqlName,
  isVersion,
  number,
  PredictqlError,
  regression,
  typeNameOf,
} from '../../src/contract';
import { forSeeds, type RandomSource } from './random-source';

const unnameable = 'CONTRACT_INVALID';

function named(nameOf: (text: string) => string, text: string): string {
  try {
    return nameOf(text);
  } catch (error) {
    if (error instanceof PredictqlError) return error.code;
    throw error;
  }
}

describe('the names of columns and categories that data sets have', () => {
  it.each([
    // text, as a feature, as a category
    ['Lot_Area', 'lotArea', 'Lot_Area'],
    ['MS_SubClass', 'msSubClass', 'MS_SubClass'],
    ['1stFlrSF', '_1stFlrSF', '_1stFlrSF'],
    ['ID', 'id', 'ID'],
    ['_id', 'id', '_id'],
    ['Lot Area (sq.ft)', 'lotAreaSqFt', 'Lot_Area_sq_ft'],
    ['pixel_1_11', 'pixel1_11', 'pixel_1_11'],
    ['pixel_11_1', 'pixel11_1', 'pixel_11_1'],
    ['C (all)', 'cAll', 'C_all'],
    ['Wd Sdng', 'wdSdng', 'Wd_Sdng'],
    ['WD ', 'wd', 'WD'],
    ['Tar&Grv', 'tarAndGrv', 'Tar_and_Grv'],
    ['>50K', 'gt50K', 'gt_50K'],
    ['<=50K', 'lte50K', 'lte_50K'],
    ['<50K', 'lt50K', 'lt_50K'],
    ['≤50K', 'lte50K', 'lte_50K'],
    ['≥50K', 'gte50K', 'gte_50K'],
    ['true', 'true', 'true_'],
    ['false', 'false', 'false_'],
    ['null', 'null', 'null_'],
    [' null ', 'null', 'null_'],
    ['True', 'true', 'True'],
    ['__typename', 'typename', 'typename'],
    ['日本', 'u65e5U672c', 'u65e5_u672c'],
    ['한국', 'ud55cUad6d', 'ud55c_uad6d'],
    ['Ünïcode', 'unicode', 'Unicode'],
    ['ft²', 'ft2', 'ft2'],
    ['½', '_1_2', '_1_2'],
    ['-1', 'minus1', 'minus_1'],
    ['−1', 'minus1', 'minus_1'],
    ['1', '_1', '_1'],
    ['1-2', '_1_2', '_1_2'],
    ['-.5', 'minus5', 'minus_5'],
    ['.5', '_5', '_5'],
    ['(-1, 5]', 'minus1_5', 'minus_1_5'],
    ['C++', 'cPlusPlus', 'C_plus_plus'],
    ['C#', 'cSharp', 'C_sharp'],
    ['C', 'c', 'C'],
    ['A-', 'aMinus', 'A_minus'],
    ['A+', 'aPlus', 'A_plus'],
    ['50%', '_50Percent', '_50_percent'],
    ['constructor', 'constructor', 'constructor'],
    ['', unnameable, unnameable],
    ['   ', unnameable, unnameable],
    ['?', unnameable, unnameable],
    ['❤️', unnameable, unnameable],
    ['__', unnameable, unnameable],
    ['\ud800', unnameable, unnameable],
    ['_', unnameable, '_'],
  ])('%j is the feature %s and the category %s', (text, feature, category) => {
    expect(named(featureNameOf, text)).toBe(feature);
    expect(named(categoryNameOf, text)).toBe(category);
  });

  it.each([
    ['>50K', '<=50K', '<50K', '>=50K', '50K'],
    ['-1', '1', '+1', '=1', '#1', '1%'],
    ['C++', 'C#', 'C', 'C+', 'C-'],
    ['AA', 'AA-', 'AA+', 'A', 'A-', 'A+'],
    ['か', 'が', 'カ', 'ガ'],
    ['мой', 'мои'],
    ['कि', 'का', 'क'],
    ['ไทย', 'ใทย'],
    ['한국', '한글'],
  ])('%j and %j stay apart', (...texts) => {
    expect(new Set(texts.map(categoryNameOf)).size).toBe(texts.length);
    expect(new Set(texts.map(featureNameOf)).size).toBe(texts.length);
  });

  it('say what to do when there is none', () => {
    expect(() => categoryNameOf('?')).toThrow(
      'Category "?" must hold a letter or a digit to be named in GraphQL. Give it a name of its own in the definition.',
    );
  });
});

describe('the name of any text', () => {
  const fragments = [
    '__',
    '_',
    'true',
    'null',
    'false',
    '-',
    '+',
    '<=',
    '&',
    '#',
    '1',
    '日',
    '\u0301',
    '\ufe0f',
    ' ',
  ];

  function anyText(random: RandomSource): string {
    return Array.from({ length: random.whole(0, 6) }, () => {
      if (random.chance(0.4)) return random.pick(fragments);
      // Lone surrogates included: a broken file has them.
      if (random.chance(0.4)) return String.fromCharCode(random.whole(0, 0xffff));
      return String.fromCodePoint(random.chance(0.5) ? random.whole(0, 0x7f) : random.whole(0, 0x10ffff));
    }).join('');
  }

  it('is legal in GraphQL, or there is none and the error says so', () => {
    let legal = 0;
    forSeeds(2000, (random) => {
      const text = anyText(random);
      const feature = named(featureNameOf, text);
      if (feature !== unnameable) {
        expect(assertName(feature)).toBe(feature);
        expect(isGraphqlName(feature)).toBe(true);
      }
      const category = named(categoryNameOf, text);
      if (category !== unnameable) {
        expect(assertEnumValueName(category)).toBe(category);
        expect(isEnumValueName(category)).toBe(true);
        legal++;
      }
      // What holds a plain letter or digit always has a name.
      if (/[0-9A-Za-z]/.test(text)) expect([feature, category]).not.toContain(unnameable);
    });
    expect(legal).toBeGreaterThan(1000);
  });

  it('is legal for every single UTF-16 unit', () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const category = named(categoryNameOf, String.fromCharCode(unit));
      if (category !== unnameable && !isEnumValueName(category)) throw new Error(`U+${unit.toString(16)}`);
    }
  });

  it('is found for very long texts too', () => {
    for (const long of [
      '-'.repeat(200_000),
      '\u0301'.repeat(200_000),
      ' -'.repeat(100_000),
      `a${' '.repeat(200_000)}b`,
    ]) {
      expect(named(categoryNameOf, `${long}x`)).toMatch(/^[_a-zA-Z]/);
    }
  });
});

describe('isGraphqlName and isEnumValueName', () => {
  it.each([
    ['lotArea', true, true],
    ['_', true, true],
    ['true', true, false],
    ['false', true, false],
    ['null', true, false],
    ['__x', false, false],
    ['1a', false, false],
    ['', false, false],
    ['a-b', false, false],
    ['é', false, false],
    ['a\n', false, false],
  ])('of %j are %p and %p', (name, asField, asEnumValue) => {
    expect(isGraphqlName(name)).toBe(asField);
    expect(isEnumValueName(name)).toBe(asEnumValue);
  });

  it('agree with graphql itself', () => {
    for (const name of ['a', '_', '_1', 'true', 'null', 'constructor', '__proto__', '1', '']) {
      const makeEnum = () => new GraphQLEnumType({ name: 'Some', values: { [name]: {} } });
      // graphql leaves the two underscores to the validation of a whole schema.
      if (isEnumValueName(name)) expect(makeEnum).not.toThrow();
      else if (!name.startsWith('__')) expect(makeEnum).toThrow();
    }
  });
});

describe('typeNameOf', () => {
  it.each([
    ['house-price', 'HousePrice'],
    ['churn', 'Churn'],
    ['churn-2', 'Churn_2'],
    ['churn2', 'Churn2'],
    ['mnist-8x8', 'Mnist_8x8'],
  ])('of %s is %s', (model, type) => {
    expect(typeNameOf(model)).toBe(type);
  });

  it('is a legal name that no two models share', () => {
    const models = new Map<string, string>();
    forSeeds(1500, (random) => {
      const model = Array.from({ length: random.whole(1, 5) }, () =>
        random.pick(['a', 'b', '1', '-', '-']),
      ).join('');
      if (named(assertModelNameOf, model) !== model) return;
      const type = typeNameOf(model);
      expect(assertName(type)).toBe(type);
      expect(models.get(type) ?? model).toBe(model);
      models.set(type, model);
    });
    expect(models.size).toBeGreaterThan(50);
  });
});

function assertModelNameOf(name: string): string {
  assertModelName(name);
  return name;
}

describe('the names of models, aliases and versions', () => {
  const words = ['house-price', 'a', 'a1-2b', 'x'.repeat(32)];
  const noWords = [
    '',
    'House',
    'a_b',
    '-a',
    'a-',
    'a--b',
    '1a',
    'a b',
    'a/b',
    '..',
    'a\n',
    'é',
    'x'.repeat(65),
  ];

  it.each(words)('%s can name a model and an alias', (name) => {
    expect(() => assertModelName(name)).not.toThrow();
    expect(() => assertAliasName(name)).not.toThrow();
  });

  it.each(noWords)('%j can name neither', (name) => {
    expect(() => assertModelName(name)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }));
    expect(() => assertAliasName(name)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }));
  });

  it('have a longest length', () => {
    expect(() => assertModelName('x'.repeat(64))).not.toThrow();
    expect(() => assertAliasName('x'.repeat(33))).toThrow('32 characters at most');
  });

  it.each(['0.0.0', '1.3.0', '999999999.0.12'])('%s is a version', (version) => {
    expect(isVersion(version)).toBe(true);
    expect(() => assertVersion(version)).not.toThrow();
  });

  it.each([
    '',
    '1',
    '1.3',
    'v1.3.0',
    '1.3.0-beta',
    '1.3.0+b',
    '01.3.0',
    '1.3.0 ',
    '^1.3.0',
    '1.3.0\n',
    '1.1.9999999999',
  ])('%j is no version', (version) => {
    expect(isVersion(version)).toBe(false);
    expect(() => assertVersion(version)).toThrow('must be three numbers: major.minor.patch, got');
  });

  it('are checked where a definition is made', () => {
    const define = (name: string) =>
      defineContract({
        name,
        major: 1,
        title: 'T',
        task: regression({ target: 'y' }),
        features: { x: number({}) },
      });
    expect(() => define('House Price')).toThrow("Name it like 'house-price'.");
    expect(define('house-price').model).toBe('house-price');
  });
});
