import { errorMessage, PredictqlError, type Violation } from '../contract';

/** What is wrong with the number of rows of a request, at the given path; undefined when nothing is. */
export function rowCountViolation(
  rows: number,
  maxRows: number,
  path: readonly (string | number)[] = ['inputs'],
): Violation | undefined {
  if (rows >= 1 && rows <= maxRows) return undefined;
  const tooFew = rows < 1;
  const parts = {
    expected: tooFew ? 'hold at least 1 row' : `hold at most ${maxRows} rows`,
    received: String(rows),
  };
  const message = errorMessage({
    subject: 'The inputs of a query',
    ...parts,
    remedy: tooFew ? 'Send rows to predict.' : 'Send them in several requests.',
  });
  return { path, constraint: tooFew ? 'minItems' : 'maxItems', ...parts, message };
}

/**
 * @param name - whose rows they are: `house-price@1.3.0`
 * @throws PredictqlError `ROWS_INVALID` when a request carries no row, or more than it may
 */
export function assertRowCount(rows: number, maxRows: number, name: string): void {
  const violation = rowCountViolation(rows, maxRows);
  if (violation !== undefined) throw rowsInvalid(name, [violation]);
}
