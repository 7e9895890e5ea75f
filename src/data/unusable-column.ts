import { PredictqlError, shown } from '../contract';

const longestValue = 80;

/**
 * Why a column with such a value cannot be used.
 *
 * @param number - number of the row, counted from 1
 * @param value - the value as a text
 */
export function unusableColumn(path: string, column: string, number: number, value: string): PredictqlError {
  const text = value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
  return new PredictqlError('DATA_UNREADABLE', {
    subject: `Column ${shown(column)} of ${shown(path)}`,
    expected: 'hold texts, booleans, days of the years 0 to 9999 or numbers, whole ones up to 2^53',
    received: `${text} in row ${number}`,
    remedy: 'Convert the column, or leave it out of the definition.',
  });
}
