import type { ValuedColumn } from '../column';

/** A number for people: four significant digits, thousands apart, an exponent where it would be long. */
export function shownNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString('en-US');
  const size = Math.abs(value);
  if (size >= 1e9 || size < 1e-4)
    return value
      .toExponential(3)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  return value.toLocaleString('en-US', { maximumSignificantDigits: size >= 1000 ? 6 : 4 });
}

/** A share from 0 to 1 in percent: what is not all is less than 100 %, what is not nothing more than 0 %. */
export function shownShare(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share > 0.999 && share < 1) return '> 99.9 %';
  return `${(share * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })} %`;
}

/** `1 row`, `2,930 rows` */
export function shownCount(count: number, one: string, many = `${one}s`): string {
  return `${shownNumber(count)} ${count === 1 ? one : many}`;
}

const millisecondsPerDay = 86_400_000;

/** A value of a column of numbers or days. */
export function shownValue({ kind }: Pick<ValuedColumn, 'kind'>, value: number): string {
  return kind === 'date'
    ? new Date(Math.round(value) * millisecondsPerDay).toISOString().slice(0, 10)
    : shownNumber(value);
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text of at most so many characters as people count them, its end cut off when it is longer. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const shown = Array.from(characters.segment(text), ({ segment }) => segment);
  return shown.length <= most ? text : `${shown.slice(0, most - 1).join('')}…`;
}
