import { Float, Int } from 'type-graphql';
import type { ElementTypeName } from '../contract';
import { GraphQLBigInt } from './big-int.scalar';

const scalars = {
  Int,
  Float,
  BigInt: GraphQLBigInt,
  Boolean,
  String,
} as const satisfies Readonly<Record<ElementTypeName, unknown>>;

/** The scalar of that name as type-graphql takes it. */
export function scalarOf(name: ElementTypeName) {
  return scalars[name];
}
