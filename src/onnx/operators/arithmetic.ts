import type { Attributes } from '../attribute';
import type { GraphBuilder } from '../graph-builder';
import { assertSameType, broadcastShape, mismatch } from '../shape';
import type { Value } from '../value';

type Binary = (graph: GraphBuilder, a: Value, b: Value) => Value;
type Unary = (graph: GraphBuilder, x: Value) => Value;

/** Elementwise a + b, broadcasting. */
export const add = binary('Add');
/** Elementwise a - b, broadcasting. */
export const subtract = binary('Sub');
/** Elementwise a * b, broadcasting. */
export const multiply = binary('Mul');
/** Elementwise a / b, broadcasting; x/0 is an infinity, 0/0 NaN. */
export const divide = binary('Div');
/** Elementwise a to the power b, broadcasting; NaN for a fractional power of a negative number. */
export const power = binary('Pow');
/** Elementwise smaller of two, broadcasting; NaN where either is. */
export const minimum = binary('Min');
/** Elementwise larger of two, broadcasting; NaN where either is. */
export const maximum = binary('Max');

/** Elementwise remainder of a / b with the sign of a, broadcasting, without rounding; NaN where b is 0. */
export const remainder = binary('Mod', { fmod: { int: 1 } });

/** Elementwise natural logarithm; NaN below 0, -Infinity at 0. */
export const logarithm = unary('Log');
/** Elementwise e to the power x. */
export const exponential = unary('Exp');
export const negate = unary('Neg');
export const absolute = unary('Abs');
export const sign = unary('Sign');
export const squareRoot = unary('Sqrt');
export const sine = unary('Sin');
export const cosine = unary('Cos');
export const floor = unary('Floor');
/** Elementwise 1 / (1 + e^-x). */
export const sigmoid = unary('Sigmoid');
/** Elementwise larger of x and 0. */
export const relu = unary('Relu');

/** Logarithm of 1 + x. ONNX has no log1p: for |x| far below 1e-7 the result rounds to 0. */
export function logarithmOfOnePlus(graph: GraphBuilder, x: Value, one: Value): Value {
  return logarithm(graph, add(graph, x, one));
}

/** Elementwise limits; NaN stays NaN. The bounds are scalars of the type of x. */
export function clip(graph: GraphBuilder, x: Value, low: Value, high: Value): Value {
  assertSameType('Clip', x, low, high);
  if (low.shape.length > 0 || high.shape.length > 0)
    throw mismatch('Clip', 'take scalar bounds', [low, high]);
  return graph.node('Clip', [x, low, high], [x])[0];
}

function binary(operator: string, attributes: Attributes = {}): Binary {
  return (graph, a, b) => {
    assertSameType(operator, a, b);
    const result = { type: a.type, shape: broadcastShape(operator, a, b) };
    return graph.node(operator, [a, b], [result], { attributes })[0];
  };
}

function unary(operator: string): Unary {
  return (graph, x) => graph.node(operator, [x], [x])[0];
}
