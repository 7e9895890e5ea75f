export * from './access';
export { createApiKey, type KeyRole, keyRoles, type NewKey } from './api-key';
export * from './jwt-settings';
export * from './mount-access';
export { challenge } from './unauthenticated';
