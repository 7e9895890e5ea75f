import type { Row } from '../../src/contract';
import { isEncoded } from '../../src/runtime/batch-rows';

import type { Runner } from '../../src/runtime/runner';

/** A runner that answers each row with its `x`, and can be told to fail or to wait. */
export interface FakeRunner extends Runner {
  /** The `x` of the rows of each run. */
  readonly runs: (readonly number[])[];
}

export interface FakeRunnerOptions {
  readonly isLocal?: boolean;
  readonly runMs?: number;
  /** Throws, or holds the run up until it resolves. */
  readonly before?: (xs: readonly number[]) => Promise<void> | void;
}

export function fakeRunner({ isLocal = true, runMs = 0.1, before }: FakeRunnerOptions = {}): FakeRunner {
  const runs: (readonly number[])[] = [];
  return {
    isLocal,
    runs,
    async run(rows) {
      const xs = isEncoded(rows) ? [...rows.matrix.data] : rows.map((row) => Number(row.x));
      runs.push(xs);
      await before?.(xs);
      return { prediction: { task: 'regression', values: Float32Array.from(xs) }, runMs };
    },
    async close() {},
  };
}

/** Rows with the given `x`, or with 0 to count - 1. */
export function rowsOf(xs: readonly number[] | number): Row[] {
  return (typeof xs === 'number' ? [...Array(xs).keys()] : xs).map((x) => ({ x }));
}
