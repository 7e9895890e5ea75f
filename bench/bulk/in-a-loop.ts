import type { Contender } from '../interleave';
import type { LoadMeasure } from '../load/under-load';
import type { RawRun } from '../raw-onnx';

/** A run that is done in this process again and again, told like a server under load. */
export function inALoop(name: string, run: RawRun, seconds: number): Contender<LoadMeasure> {
  return {
    name,
    async measure() {
      const elapsedMs: number[] = [];
      const cpuBefore = process.cpuUsage();
      const started = performance.now();
      for (let now = started; now < started + seconds * 1000; ) {
        const before = now;
        await run();
        now = performance.now();
        elapsedMs.push(now - before);
      }
      const { user, system } = process.cpuUsage(cpuBefore);
      const runs = elapsedMs.length;
      const sorted = elapsedMs.toSorted((one, other) => one - other);
      return {
        requestsPerSecond: (runs / (performance.now() - started)) * 1000,
        p99Ms: sorted[Math.floor(runs * 0.99)],
        cpuMsPerRequest: (user + system) / 1000 / runs,
      };
    },
  };
}
