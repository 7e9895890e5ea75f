import {
  type Cell,
  type Contract,
  compileRowCheck,
  listed,
  PredictqlError,
  type Row,
  shown,
  type Violation,
} from '../contract';
import { type CellFault, CellFaults } from './cell-faults';
import { CellMismatch, type CellParser, compileCellParser } from './cells';
import { assertColumnsOfMissing } from './missing-cells';
import type { Table } from './table';
import { compileTargetParser } from './target-cells';

/**
 * The rows of a table in the terms of a contract. A feature is read from the column of its `source`, else
 * from the column of its own name; other columns are left alone.
 *
 * @throws PredictqlError `COLUMN_MISSING` that names every column that is missing; `CELL_INVALID` that
 *   counts every cell that breaks the contract, lists the first 20 in its message and up to 1000 as
 *   violations with the path [row, column], where the first row below the header is 1
 */
export function rowsOf(table: Table, contract: Contract): Row[] {
  const columns = columnsFor(table, contract, contract.features);
  return checkedRows(table, contract, columns, rowNumbers(table));
}

export interface LabelledRows {
  readonly rows: Row[];
  /** float64 [rows]: the number (regression) or the class index (classification) of each row */
  readonly target: Float64Array;
  /** Where each row lies in the table, from 0, ascending. */
  readonly positions: Int32Array;
  /** Rows of the table that were left out because their target is missing. */
  readonly dropped: number;
}

/**
 * The rows of a table with the truth that a model shall learn. Rows without a target are left out, bad
 * cells and all.
 *
 * @throws PredictqlError as {@link rowsOf}, also for the column of the target and for columns whose missing
 *   texts the source tells; `DATA_EMPTY` when no row has a target
 */
export function labelledRowsOf(table: Table, contract: Contract): LabelledRows {
  assertColumnsOfMissing(table);
  const columns = columnsFor(table, contract, [...contract.features, contract.target]);
  const targetColumn = columns[columns.length - 1];
  const cells = table.column(targetColumn);
  const truths = cells.map(compileTargetParser(contract.target));
  const kept = rowNumbers(table).filter((number) => truths[number - 1] !== null);
  if (kept.length === 0) {
    throw new PredictqlError('DATA_EMPTY', {
      subject: shown(table.source.path),
      expected: `have at least one row with the target ${shown(targetColumn)}`,
      received: `${table.rowCount} without`,
    });
  }
  const rows = checkedRows(table, contract, columns, kept, (number) => {
    const truth = truths[number - 1];
    if (!(truth instanceof CellMismatch)) return undefined;
    const received = shown(cells[number - 1]);
    return { column: targetColumn, constraint: 'target', expected: truth.expected, received };
  });
  const target = Float64Array.from(kept, (number) => truths[number - 1] as number);
  const positions = kept.map((number) => number - 1);
  return { rows, target, positions, dropped: table.rowCount - kept.length };
}

/** 1 to the number of rows: what people count, without the header. */
function rowNumbers({ rowCount }: Table): Int32Array {
  return Int32Array.from({ length: rowCount }, (_, index) => index + 1);
}

/** The columns that hold what is wanted, in the same order. */
function columnsFor(
  table: Table,
  { model, major }: Contract,
  wanted: readonly { readonly name: string; readonly source: string }[],
): string[] {
  const present = new Set(table.columns);
  const found = wanted.map(({ name, source }) => [source, name].find((column) => present.has(column)));
  const missing = wanted.filter((_, index) => found[index] === undefined).map(({ source }) => source);
  if (missing.length === 0) return found as string[];
  throw new PredictqlError('COLUMN_MISSING', {
    subject: shown(table.source.path),
    expected: `have every column of ${model} v${major}`,
    received: `no ${listed(missing.map(shown), missing.length)}`,
    remedy: `Its columns are ${listed(table.columns.map(shown), 100)}.`,
  });
}

type FaultOfRow = (number: number) => CellFault | undefined;

/** Rows are checked in slices, so that the faults of a wholly wrong file need not be in memory at once. */
const rowsPerSlice = 1000;

function checkedRows(
  table: Table,
  contract: Contract,
  columns: readonly string[],
  numbers: Int32Array,
  targetFault: FaultOfRow = () => undefined,
): Row[] {
  const parsers = contract.features.map(compileCellParser);
  const rows = gatheredRows(table, contract, columns, parsers, numbers);
  const check = compileRowCheck(contract);
  if (check.accepts(rows) && !numbers.some((number) => targetFault(number))) return rows;

  const featureOf = new Map(contract.features.map(({ name }, index) => [name, index]));
  const faultOf = ({ path, constraint, expected, received }: Violation, number: number): CellFault => {
    const feature = featureOf.get(String(path[1])) as number;
    const column = columns[feature];
    if (constraint === 'required') return { column, constraint, expected, received: 'an empty cell' };
    // Where the spelling is at fault, its parser knows better what would have been understood.
    const reading = parsers[feature](table.column(column)[number - 1]);
    return {
      column,
      constraint,
      expected: reading instanceof CellMismatch ? reading.expected : expected,
      received,
    };
  };
  const faults = new CellFaults();
  for (let start = 0; start < rows.length; start += rowsPerSlice) {
    const slice = rows.slice(start, start + rowsPerSlice);
    const violations = check.violations(slice, [], Number.POSITIVE_INFINITY);
    for (let index = 0, next = 0; index < slice.length; index++) {
      const number = numbers[start + index];
      for (; violations[next]?.path[0] === index; next++)
        faults.add(number, faultOf(violations[next], number));
      const fault = targetFault(number);
      if (fault) faults.add(number, fault);
    }
  }
  throw faults.error(table.source.path, `${contract.model} v${contract.major}`);
}

/**
 * The rows with these numbers. A cell that cannot be read stays in its row as it is: being of a wrong type
 * it breaks the contract there, and the row check finds it together with all else that is wrong.
 */
function gatheredRows(
  table: Table,
  { features }: Contract,
  columns: readonly string[],
  parsers: readonly CellParser[],
  numbers: Int32Array,
): Row[] {
  const names = features.map(({ name }) => name);
  // Copies of one object keep its layout, which is filled three times as fast as growing one by one.
  const blank = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}: null`).join()}}`) as Record<
    string,
    Cell
  >;
  const rows = Array.from(numbers, (): Record<string, Cell> => ({ ...blank }));
  for (const [feature, name] of names.entries()) {
    const cells = table.column(columns[feature]);
    const parse = parsers[feature];
    for (const [at, row] of rows.entries()) {
      const raw = cells[numbers[at] - 1];
      const reading = parse(raw);
      row[name] = reading instanceof CellMismatch ? raw : reading;
    }
  }
  return rows;
}
