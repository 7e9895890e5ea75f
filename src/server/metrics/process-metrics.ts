import { collectDefaultMetrics, Registry } from 'prom-client';

/**
 * A registry of numbers that tells of the process as well: CPU time, memory, garbage collection, and how
 * late the event loop runs. One per process: what measures the event loop runs as long as the process.
 */
export function createProcessRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
