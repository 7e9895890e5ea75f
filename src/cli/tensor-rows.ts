import { type Contract, compileRowCheck, PredictqlError, type Row, shown } from '../contract';
import { type JsonObject, type JsonSource, readJsonObjects } from '../data';
import { rowsInvalid } from '../runtime';

/**
 * The rows of a JSON file for a model that takes tensors, which no table holds: as a query would send them,
 * under the names of the features or of what they are read from.
 *
 * @throws PredictqlError `DATA_UNREADABLE`; `DATA_EMPTY`; `ROWS_INVALID` with every violation, rows counted
 *   from 0
 */
export async function readTensorRows(source: JsonSource, contract: Contract): Promise<Row[]> {
  const objects = await readJsonObjects(source);
  if (objects.length === 0) {
    throw new PredictqlError('DATA_EMPTY', {
      subject: shown(source.path),
      expected: 'hold at least one row',
      received: 'none',
    });
  }
  const rows = objects.map((object) => rowOf(object, contract));
  const violations = compileRowCheck(contract).violations(rows);
  if (violations.length > 0) throw rowsInvalid(shown(source.path), violations);
  return rows;
}

/** What a file says besides the features is left alone, as in a table. */
function rowOf(object: JsonObject, { features }: Contract): Row {
  const entry = (key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
  return Object.fromEntries(
    features.map(({ name, source }) => [name, (entry(source) ?? entry(name) ?? null) as Row[string]]),
  );
}
