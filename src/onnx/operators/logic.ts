import { dataTypeOf, type ElementType } from '../element-type';
import type { GraphBuilder } from '../graph-builder';
import { assertSameType, broadcastShape, mismatch } from '../shape';
import type { Value } from '../value';

type Comparison = (graph: GraphBuilder, a: Value, b: Value) => Value;

/** Elementwise a = b, broadcasting, as bool; NaN equals nothing. */
export const equal = comparison('Equal');
/** Elementwise a < b, broadcasting, as bool; false for NaN. */
export const less = comparison('Less');
/** Elementwise a <= b, broadcasting, as bool; false for NaN. */
export const lessOrEqual = comparison('LessOrEqual');
/** Elementwise a > b, broadcasting, as bool; false for NaN. */
export const greater = comparison('Greater');
/** Elementwise a >= b, broadcasting, as bool; false for NaN. */
export const greaterOrEqual = comparison('GreaterOrEqual');

/** Elementwise "both hold", broadcasting. */
export function both(graph: GraphBuilder, a: Value, b: Value): Value {
  if (a.type !== 'bool' || b.type !== 'bool') throw mismatch('And', 'take bools', [a, b]);
  return graph.node('And', [a, b], [{ type: 'bool', shape: broadcastShape('And', a, b) }])[0];
}

/** Elementwise "is missing", as bool. */
export function isMissing(graph: GraphBuilder, x: Value): Value {
  return graph.node('IsNaN', [x], [{ type: 'bool', shape: x.shape }])[0];
}

/** Elementwise "is plus or minus infinity", as bool; false for NaN. */
export function isInfinite(graph: GraphBuilder, x: Value): Value {
  return graph.node('IsInf', [x], [{ type: 'bool', shape: x.shape }])[0];
}

/** Elementwise choice, broadcasting: `then` where the condition holds, else `otherwise`. */
export function where(graph: GraphBuilder, condition: Value, then: Value, otherwise: Value): Value {
  if (condition.type !== 'bool') throw mismatch('Where', 'take a bool condition', [condition]);
  assertSameType('Where', then, otherwise);
  const shape = broadcastShape('Where', condition, then, otherwise);
  return graph.node('Where', [condition, then, otherwise], [{ type: then.type, shape }])[0];
}

/** Elementwise conversion; bool becomes 0 and 1. */
export function cast(graph: GraphBuilder, x: Value, type: ElementType): Value {
  return graph.node('Cast', [x], [{ type, shape: x.shape }], {
    attributes: { to: { int: dataTypeOf[type] } },
  })[0];
}

function comparison(operator: string): Comparison {
  return (graph, a, b) => {
    assertSameType(operator, a, b);
    return graph.node(operator, [a, b], [{ type: 'bool', shape: broadcastShape(operator, a, b) }])[0];
  };
}
