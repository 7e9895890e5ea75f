import type { ElementType } from '../element-type';
import type { GraphBuilder } from '../graph-builder';
import { doubles, floats, int64s } from '../tensor';
import type { Value } from '../value';

type NumberType = Extract<ElementType, 'float' | 'double' | 'int64'>;

const tensorOf = { float: floats, double: doubles, int64: int64s } as const;

/** A constant of no axes: it goes with every element of what it is combined with. */
export function scalar(graph: GraphBuilder, value: number, type: NumberType = 'float'): Value {
  return graph.constant(tensorOf[type]([value], []));
}

/** A constant of one row, [1, values]: each of its numbers goes with one column of a matrix. */
export function rowOf(graph: GraphBuilder, values: ArrayLike<number>, type: NumberType = 'float'): Value {
  return graph.constant(tensorOf[type](values, [1, values.length]));
}
