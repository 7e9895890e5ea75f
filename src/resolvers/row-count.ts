import { errorMessage, type Violation } from '../contract';

/** The arguments that carry rows. */
export type RowsArgument = 'inputs' | 'columns';

/** Rows by column are read without making an object of each, and so a request may carry more of them. */
const columnsFactor = 10;

/** Rows that one request may carry, where `maxRows` is the limit for objects. */
export function mostRowsOf(argument: RowsArgument, maxRows: number): number {
  return argument === 'columns' ? columnsFactor * maxRows : maxRows;
}

/** What is wrong with the number of rows of a request; undefined when nothing is. */
export function rowCountViolation(
  rows: number,
  mostRows: number,
  argument: RowsArgument = 'inputs',
): Violation | undefined {
  if (rows >= 1 && rows <= mostRows) return undefined;
  const tooFew = rows < 1;
  const parts = {
    expected: tooFew ? 'hold at least 1 row' : `hold at most ${mostRows} rows`,
    received: String(rows),
  };
  const message = errorMessage({
    subject: `The ${argument} of a query`,
    ...parts,
    remedy: tooFew ? 'Send rows to predict.' : 'Send them in several requests.',
  });
  return { path: [argument], constraint: tooFew ? 'minItems' : 'maxItems', ...parts, message };
}
