import semver from 'semver';
import { PredictqlError } from './errors';
import { shown } from './shown';

const modelName = /^(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const aliasName = /^(?=.{1,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const graphqlName = /^[_A-Za-z][_0-9A-Za-z]*$/;
const reservedEnumValues = new Set(['true', 'false', 'null']);

/** What symbols are called when a name cannot hold them, so that `>50K` and `<=50K` stay apart. */
const spokenSymbols: readonly (readonly [RegExp, string])[] = [
  [/<=|≤/g, ' lte '],
  [/>=|≥/g, ' gte '],
  [/</g, ' lt '],
  [/>/g, ' gt '],
  [/=/g, ' eq '],
  [/\+/g, ' plus '],
  [/%/g, ' percent '],
  [/&/g, ' and '],
  [/#/g, ' sharp '],
  [/(^|[^0-9A-Za-z])[-−](?=\.?[0-9])/g, '$1 minus '],
  // A grade: A, A-, B+.
  [/(?<=[0-9A-Za-z])[-−](?=\s*$)/g, ' minus '],
];

/** ASCII words of a text: accents dropped, symbols spoken, other scripts as code points. */
function words(text: string): string[] {
  // Outside ASCII a mark makes another letter: か and が, и and й, the vowels of Hindi and Thai.
  let ascii = text
    .normalize('NFKD')
    .replace(/([\p{L}\p{N}]?)\p{M}+/gu, (letter, base: string) => (/^\P{ASCII}/u.test(base) ? letter : base))
    .normalize('NFC');
  for (const [symbol, spoken] of spokenSymbols) ascii = ascii.replace(symbol, spoken);
  ascii = ascii.replace(/\P{ASCII}/gu, (character) =>
    /[\p{L}\p{M}\p{N}]/u.test(character) ? ` u${character.codePointAt(0)?.toString(16)} ` : ' ',
  );
  return ascii.split(/[^0-9A-Za-z]+/).filter((word) => word !== '');
}

/**
 * The GraphQL field name for a column: `Lot_Area` becomes `lotArea`, `1stFlrSF` `_1stFlrSF`.
 *
 * @throws PredictqlError `CONTRACT_INVALID` when the column name holds no letter or digit
 */
export function featureNameOf(column: string): string {
  const [first = '', ...rest] = words(column);
  const head = /^[A-Z0-9]+$/.test(first)
    ? first.toLowerCase()
    : first.charAt(0).toLowerCase() + first.slice(1);
  const name = rest.reduce(joined, head);
  return legalised(name, `Column ${shown(column)}`);
}

/** Camel case; numbers stay apart, so that `pixel_1_11` is not `pixel_11_1`. */
function joined(name: string, word: string): string {
  const gap = /[0-9]$/.test(name) && /^[0-9]/.test(word) ? '_' : '';
  return name + gap + word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * The GraphQL enum value for a category: a legal name stays as it is, `Wd Sdng` becomes `Wd_Sdng`.
 *
 * @throws PredictqlError `CONTRACT_INVALID` when the category holds no letter or digit
 */
export function categoryNameOf(value: string): string {
  if (isEnumValueName(value)) return value;
  const name = words(value).join('_');
  return reservedEnumValues.has(name) ? `${name}_` : legalised(name, `Category ${shown(value)}`);
}

/**
 * The GraphQL type prefix of a model: `house-price` becomes `HousePrice`, `churn-2` `Churn_2`. No two
 * models share one.
 */
export function typeNameOf(model: string): string {
  return model
    .split('-')
    .map((word) => (/^[0-9]/.test(word) ? `_${word}` : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

function legalised(name: string, subject: string): string {
  if (name === '') {
    throw new PredictqlError('CONTRACT_INVALID', {
      subject,
      expected: 'hold a letter or a digit to be named in GraphQL',
      remedy: 'Give it a name of its own in the definition.',
    });
  }
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

/** Whether GraphQL can hold the name; two leading underscores are GraphQL's own. */
export function isGraphqlName(name: string): boolean {
  return graphqlName.test(name) && !name.startsWith('__');
}

/** Whether a GraphQL enum can hold the name as a value. */
export function isEnumValueName(name: string): boolean {
  return isGraphqlName(name) && !reservedEnumValues.has(name);
}

/** @throws PredictqlError `NAME_INVALID` unless the text can name a model on disk, in S3 and in GraphQL */
export function assertModelName(name: string): void {
  if (modelName.test(name)) return;
  throw new PredictqlError('NAME_INVALID', {
    subject: 'A model name',
    expected: 'be lower-case words of letters and digits joined by hyphens, 64 characters at most',
    received: shown(name),
    remedy: "Name it like 'house-price'.",
  });
}

/** @throws PredictqlError `NAME_INVALID` unless the text can name an alias */
export function assertAliasName(alias: string): void {
  if (aliasName.test(alias)) return;
  throw new PredictqlError('NAME_INVALID', {
    subject: 'An alias',
    expected: 'be lower-case words of letters and digits joined by hyphens, 32 characters at most',
    received: shown(alias),
    remedy: "Name it like 'production'.",
  });
}

/** Whether the text is an exact version, `1.3.0`; ranges and prefixes are not. */
export function isVersion(version: string): boolean {
  return /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version) && semver.valid(version) === version;
}

/** @throws PredictqlError `NAME_INVALID` unless the text is an exact version */
export function assertVersion(version: string): void {
  if (isVersion(version)) return;
  throw new PredictqlError('NAME_INVALID', {
    subject: 'A version',
    expected: 'be three numbers: major.minor.patch',
    received: shown(version),
    remedy: "Write it like '1.3.0'.",
  });
}
