export * from './build-schema';
export * from './caller';
export * from './context';
export * from './contract-check';
export * from './explain-inputs';
export { isArgumentError } from './input-errors';
