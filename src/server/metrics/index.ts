export { type Metrics, mountMetrics, ownMetrics } from './app-metrics';
export * from './crew-metrics';
export * from './member-metrics';
export type { Snapshot } from './snapshot';
