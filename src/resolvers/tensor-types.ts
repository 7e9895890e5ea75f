import { Field, Int } from 'type-graphql';
import type { ElementTypeName } from '../contract';
import { defineObject } from './define-object';
import type { DefinedClass } from './define-row-input';
import { scalarOf } from './scalar-of';

/**
 * The type of outputs with two axes or more, by that of their elements: `FloatTensor`. All models share
 * them; a schema has those that its models use.
 */
export const tensorTypes: Readonly<Record<ElementTypeName, DefinedClass>> = {
  Int: defineTensor('Int'),
  Float: defineTensor('Float'),
  BigInt: defineTensor('BigInt'),
  Boolean: defineTensor('Boolean'),
  String: defineTensor('String'),
};

function defineTensor(element: ElementTypeName): DefinedClass {
  const type = defineObject(`${element}Tensor`, 'Values in two axes or more.');
  Field(() => [Int], { description: 'The length of each axis.' })(type.prototype, 'shape');
  Field(() => [scalarOf(element)], { description: 'Row by row: the last axis runs fastest.' })(
    type.prototype,
    'values',
  );
  return type;
}
