// All of this is loaded into the supervisor, which has to stay small: nothing here may reach Apollo, a
// resolver or ONNX Runtime. test/server/supervisor/small.test.ts holds it to that.
export { createApiKey, type KeyRole } from './auth/api-key';
export * from './environment/environment';
export * from './log/logging';
export * from './supervisor';
