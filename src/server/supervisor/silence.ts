import type { Deadlines, WorkerProcess } from './worker-process';

const checkEveryMs = 500;

/**
 * Kills workers that are silent for too long, from here on.
 *
 * @returns what ends it
 */
export function watchSilence(workers: () => readonly WorkerProcess[], deadlines: Deadlines): () => void {
  let checkedAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // When this process itself was held up, by a debugger or a machine that slept, what the workers said
    // meanwhile is not read yet.
    const wasHeldUp = now - checkedAt > 4 * checkEveryMs;
    checkedAt = now;
    for (const worker of workers()) {
      if (wasHeldUp) worker.pardon();
      else worker.check(deadlines);
    }
  }, checkEveryMs);
  return () => clearInterval(timer);
}
