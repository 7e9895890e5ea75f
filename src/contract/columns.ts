import type { Contract } from './contract';
import { type CellEncoder, compileCellEncoder } from './encode';
import type { Matrix } from './matrix';
import { type Cell, cellOf, type Row, type TensorCell } from './row';

/**
 * Rows by column: for each feature its cells, all lists of one length. A nullable feature may be left out,
 * which makes it missing in every row.
 */
export type Columns = Readonly<Record<string, readonly (Cell | TensorCell)[] | null | undefined>>;

/** Turns columns that satisfy the contract into the matrix that its models read. */
export type ColumnsEncoder = (columns: Columns, rows: number) => Matrix;

/**
 * Compiles the encoding of columns, which is that of their rows, see `compileEncoder`; no row is made.
 *
 * @throws PredictqlError `CONTRACT_INVALID` on a tensor feature, which is no column of a matrix
 */
export function compileColumnsEncoder(contract: Contract): ColumnsEncoder {
  const features = contract.features.map((feature) => ({
    name: feature.name,
    encode: compileCellEncoder(feature),
    // Float32Array itself turns numbers into float32; only what is missing needs a look.
    isNumber: feature.kind === 'number' && !feature.missingValues?.length,
  }));
  const width = features.length;
  return (columns, rows) => {
    const data = new Float32Array(rows * width);
    for (let column = 0; column < width; column++) {
      const { name, encode, isNumber } = features[column];
      const cells = cellOf(columns, name) as readonly Cell[] | null | undefined;
      if (cells === null || cells === undefined) fillMissing(data, column, width);
      else if (isNumber) fillNumbers(data, cells as readonly (number | null)[], column, width);
      else fillEncoded(data, cells, encode, column, width);
    }
    return { data, rows, columns: width };
  };
}

/** The rows that columns make, in order. */
export function rowsOfColumns(columns: Columns, rows: number): Row[] {
  const given = Object.entries(columns).filter(([, cells]) => cells !== null && cells !== undefined);
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(given.map(([name, cells]) => [name, cells?.[row]])),
  );
}

function fillMissing(data: Float32Array, at: number, step: number): void {
  for (let place = at; place < data.length; place += step) data[place] = Number.NaN;
}

function fillNumbers(data: Float32Array, cells: readonly (number | null)[], at: number, step: number): void {
  for (let row = 0, place = at; row < cells.length; row++, place += step) {
    data[place] = cells[row] ?? Number.NaN;
  }
}

function fillEncoded(
  data: Float32Array,
  cells: readonly Cell[],
  encode: CellEncoder,
  at: number,
  step: number,
): void {
  for (let row = 0, place = at; row < cells.length; row++, place += step) {
    const cell = cells[row];
    data[place] = cell === null || cell === undefined ? Number.NaN : encode(cell);
  }
}
