import { AggregatorRegistry, type Registry } from 'prom-client';

/** The numbers of a process at one time, as plain data that goes to another process. */
export type Snapshot = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

const cumulative: ReadonlySet<string> = new Set(['counter', 'histogram']);

/** Several snapshots as one: counts are added up, gauges by their own rules. */
export function joined(snapshots: readonly Snapshot[]): Registry {
  return AggregatorRegistry.aggregate([...snapshots]);
}

/** What stays true of a process that has ended: what it counted, not how it was. */
export function counts(snapshot: Snapshot): Snapshot {
  // The type declares a number where the library has the name.
  return snapshot.filter(({ type }) => cumulative.has(String(type)));
}
