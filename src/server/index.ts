export { createApiKey, type KeyRole } from './auth';
export * from './environment';
export * from './logging';
export * from './supervisor';
