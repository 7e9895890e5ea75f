import { type ErrorCode, type ErrorParts, type Manifest, PredictqlError } from '../contract';
import type { BatchRows } from './batch-rows';
import { localRunner } from './local-runner';
import type { Runner, TimedPrediction } from './runner';
import { loadSession } from './session';

export interface OpenTask {
  readonly manifest: Manifest;
  readonly artifact: Uint8Array;
}

/** Errors lose their code on the way from a thread, so that they travel as data. */
export type ThreadAnswer<T> =
  | { readonly result: T }
  | { readonly error: { readonly code: ErrorCode; readonly parts: ErrorParts } };

let runner: Runner | undefined;

/** Loads the one model of this thread. */
export function open({ manifest, artifact }: OpenTask): Promise<ThreadAnswer<null>> {
  return answer(async () => {
    runner = localRunner(await loadSession(manifest, artifact));
    return null;
  });
}

/** Runs the model that {@link open} loaded. */
export function run(rows: BatchRows): Promise<ThreadAnswer<TimedPrediction>> {
  return answer(async () => {
    // A thread that died is replaced by one without a model.
    if (runner === undefined) throw new Error('This thread has no model.');
    return runner.run(rows);
  });
}

async function answer<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { result: await work() };
  } catch (error) {
    if (error instanceof PredictqlError) return { error: { code: error.code, parts: error.parts } };
    throw error;
  }
}
