import type { Runner } from './runner';
import type { ModelSession } from './session';

/**
 * Runs a session on this thread and measures how long that blocks it. What else goes on while a run waits
 * for its turn does not count.
 */
export function localRunner(session: ModelSession): Runner {
  return {
    isLocal: true,
    async run(rows) {
      const called = performance.now();
      let begun = called;
      // ONNX Runtime works in an immediate, the one right after this one.
      setImmediate(() => {
        begun = performance.now();
      });
      const running = session.run(rows);
      const encodeMs = performance.now() - called;
      const prediction = await running;
      return { prediction, runMs: encodeMs + performance.now() - begun };
    },
    close: () => session.release(),
  };
}
