export * from './mount-tracing';
export type { RequestTrace } from './request-trace';
export * from './tracing-settings';
