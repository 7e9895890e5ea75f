import { errorMessage, PredictqlError } from '../contract';

/** @throws PredictqlError `ROWS_INVALID` when a request carries no row, or more than it may */
export function assertRowCount(rows: number, maxRows: number): void {
  if (rows >= 1 && rows <= maxRows) return;
  const tooFew = rows < 1;
  const parts = {
    subject: 'The inputs of a query',
    expected: tooFew ? 'hold at least 1 row' : `hold at most ${maxRows} rows`,
    received: String(rows),
    remedy: tooFew ? 'Send rows to predict.' : 'Send them in several requests.',
  };
  const violation = {
    path: ['inputs'],
    constraint: tooFew ? 'minItems' : 'maxItems',
    expected: parts.expected,
    received: parts.received,
    message: errorMessage(parts),
  };
  throw new PredictqlError('ROWS_INVALID', parts, { violations: [violation] });
}
