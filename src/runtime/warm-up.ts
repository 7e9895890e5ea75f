import type { Row } from '../contract';
import { RunCost } from './run-cost';
import type { Runner } from './runner';

/** What the first runs of a version took. */
export interface WarmUpFigures {
  /** The fastest run of one row. */
  readonly rowRunMs: number;
  /** The fastest run of a batch, per row. */
  readonly batchRowMs: number;
}

/** Runs of one row until their time is known well: so many, or so long. */
const mostRuns = 20;
const longestMs = 50;

const batchRuns = 3;
const batchRows = 64;

/**
 * Runs a version at the sizes that requests will have (one row, a batch, a chunk of a bulk request), since
 * the first run of each size allocates. Of several runs the fastest counts: what makes the others
 * slower is not the model.
 *
 * @param rows - at least one; they are repeated to fill a batch
 * @throws PredictqlError `PREDICTION_FAILED`
 */
export async function warmUp(runner: Runner, rows: readonly Row[]): Promise<WarmUpFigures> {
  const fill = (size: number) => Array.from({ length: size }, (_, index) => rows[index % rows.length]);
  const started = performance.now();
  let rowRunMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < mostRuns && (run === 0 || performance.now() - started < longestMs); run++) {
    rowRunMs = Math.min(rowRunMs, (await runner.run([rows[run % rows.length]])).runMs);
  }
  const size = Math.min(batchRows, new RunCost(rowRunMs).chunkRows);
  let batchRowMs = rowRunMs;
  for (let run = 0; size > 1 && run < batchRuns; run++) {
    batchRowMs = Math.min(batchRowMs, (await runner.run(fill(size))).runMs / size);
  }
  const { chunkRows } = new RunCost(batchRowMs);
  if (chunkRows > size) await runner.run(fill(chunkRows));
  return { rowRunMs, batchRowMs };
}
