import { errorMessage, type Violation } from '../contract';

/** What is wrong with the number of rows of a request; undefined when nothing is. */
export function rowCountViolation(rows: number, maxRows: number): Violation | undefined {
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
  return { path: ['inputs'], constraint: tooFew ? 'minItems' : 'maxItems', ...parts, message };
}
