// Must come first: the decorators of every type and resolver write to it.
import 'reflect-metadata';

export { mostMoves } from './alias-arguments';
export * from './build-schema';
export * from './caller';
export * from './context';
export * from './contract-check';
export * from './explain-inputs';
export { isArgumentError } from './input-errors';
export { mostRowsOf, type RowsArgument } from './row-count';
export { graphqlTypeNameOf, queryNameOf } from './type-names';
