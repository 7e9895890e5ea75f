import { listed, PredictqlError, shown } from '../contract';
import type { Table } from './table';

/**
 * The column that somebody means: of this very name, or else the only one that differs in spaces around it
 * and in case.
 *
 * @throws PredictqlError `COLUMN_MISSING` when there is none, or more than one
 */
export function findColumn({ columns, source }: Table, wanted: string): string {
  if (columns.includes(wanted)) return wanted;
  const loose = (name: string) => name.trim().toLowerCase();
  const [found, ...others] = columns.filter((name) => loose(name) === loose(wanted));
  if (found !== undefined && others.length === 0) return found;
  throw new PredictqlError('COLUMN_MISSING', {
    subject: shown(source.path),
    expected: `have a column ${shown(wanted)}`,
    received: listed((found === undefined ? columns : [found, ...others]).map(shown), 100),
  });
}
