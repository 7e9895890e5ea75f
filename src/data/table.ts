import { type Cell, listed, PredictqlError, shown } from '../contract';
import type { DataSource } from './source';

/** The cells of a file, column by column and in the order of its rows. */
export interface Table {
  readonly source: DataSource;
  /** The names of the columns, in the order of the file. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  /**
   * The cells of a column, [rowCount]; null is missing.
   *
   * @throws PredictqlError `COLUMN_MISSING` when there is no such column, `DATA_UNREADABLE` when it holds
   *   what no cell can, such as lists
   */
  column(name: string): readonly Cell[];
}

/** A column, or why nobody can use it; a file may hold such columns as long as no feature needs them. */
export type TableColumn = readonly Cell[] | PredictqlError;

/**
 * A table of columns that are already in memory.
 *
 * @throws PredictqlError `DATA_EMPTY` when there is no row
 */
export function tableOf(
  source: DataSource,
  cells: ReadonlyMap<string, TableColumn>,
  rowCount: number,
): Table {
  if (rowCount === 0) {
    throw new PredictqlError('DATA_EMPTY', {
      subject: shown(source.path),
      expected: 'have at least one row of data',
      received: cells.size === 0 ? 'nothing' : 'a header only',
    });
  }
  const columns = Object.freeze([...cells.keys()]);
  return Object.freeze({
    source,
    columns,
    rowCount,
    column(name: string) {
      const column = cells.get(name);
      if (column === undefined) {
        throw new PredictqlError('COLUMN_MISSING', {
          subject: shown(source.path),
          expected: `have a column ${shown(name)}`,
          received: listed(columns.map(shown)),
        });
      }
      if (column instanceof PredictqlError) throw column;
      return column;
    },
  });
}

/** @throws PredictqlError `COLUMN_DUPLICATE` when two columns of a file share a name */
export function assertDistinctColumns(path: string, columns: readonly string[]): void {
  const repeated = columns.filter((name, index) => columns.indexOf(name) !== index);
  if (repeated.length === 0) return;
  throw new PredictqlError('COLUMN_DUPLICATE', {
    subject: shown(path),
    expected: 'name every column once',
    received: `more than one ${listed([...new Set(repeated)].map(shown))}`,
    remedy: 'Rename or remove the others.',
  });
}
