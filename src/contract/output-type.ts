import { isNumericDtype } from './dtype';
import { type NumberTypeName, numberTypeOf } from './number-type';
import type { TargetOutput } from './target';

export type ElementTypeName = NumberTypeName | 'Boolean' | 'String';

/** The GraphQL scalar of one element of an output. */
export function elementTypeOf({ dtype }: Pick<TargetOutput, 'dtype'>): ElementTypeName {
  if (isNumericDtype(dtype)) return numberTypeOf({ dtype });
  return dtype === 'bool' ? 'Boolean' : 'String';
}

/**
 * The GraphQL type of an output, without that it is never null: a scalar for a single value, a list for one
 * axis, an object of shape and values for more.
 */
export function outputTypeOf(output: Pick<TargetOutput, 'dtype' | 'shape'>): string {
  const element = elementTypeOf(output);
  if (output.shape.length === 0) return element;
  return output.shape.length === 1 ? `[${element}!]` : `${element}Tensor`;
}
