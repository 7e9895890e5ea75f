import type { Contract, Row } from '../contract';
import { type DataSource, readTable, rowsOf, type Table } from '../data';
import { readTensorRows } from './tensor-rows';

/**
 * The rows of a file in the terms of a contract: of a table, or of a JSON file when the contract has tensors.
 *
 * @throws PredictqlError `DATA_UNREADABLE`, `DATA_EMPTY`, `COLUMN_MISSING`, `CELL_INVALID`, `ROWS_INVALID`
 */
export async function readRows(source: DataSource, contract: Contract): Promise<readonly Row[]> {
  const hasTensors = contract.features.some(({ kind }) => kind === 'tensor');
  if (hasTensors && source.format === 'json') return readTensorRows(source, contract);
  const table = await readTable(source);
  return rowsOf(table, presentPart(contract, table));
}

/** The contract without the nullable features that the file has no column for: as in a query, they are missing. */
function presentPart(contract: Contract, { columns }: Table): Contract {
  const present = new Set(columns);
  return {
    ...contract,
    features: contract.features.filter(
      ({ name, source, nullable }) => !nullable || present.has(source) || present.has(name),
    ),
  };
}
