import { PredictqlError } from '../../contract';
import { type GraphBuilder, operators, type Value } from '../../onnx';
import { boundedMinimum } from '../bounded-minimum';
import { derivedColumn } from '../column';
import { everything, type Selector } from '../selector';
import type { Step } from '../step';
import { finiteValues } from './finite-values';

export interface YeoJohnsonOptions {
  /** Default: every column. */
  readonly columns?: Selector;
  /** Also to mean 0 and population standard deviation 1. Default true. */
  readonly scale?: boolean;
}

/** What one column learned. */
interface Shape {
  readonly lambda: number;
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The power transform of each column that makes it most like a normal distribution, for numbers of either
 * sign (Yeo, Johnson, Biometrika 87(4), 2000): ((x + 1)^λ - 1) / λ from 0 up, -((1 - x)^(2 - λ) - 1) / (2 - λ)
 * below. λ by maximum likelihood over the values that are not missing, as scikit-learn's PowerTransformer.
 * A constant column keeps its shape. NaN stays NaN. Of numbers that differ by a millionth of their size,
 * such as degrees of latitude within one town, a negative λ leaves a float64 few digits: scale them first.
 */
export function yeoJohnson({ columns = everything, scale = true }: YeoJohnsonOptions = {}): Step {
  return {
    name: 'yeo-johnson',
    columns,
    fit(input) {
      const shapes = input.columns.map(({ name }, index) => {
        const values = Float64Array.from(finiteValues('yeo-johnson', input, index));
        const shape = shapeOf(values);
        if (!scale) assertHeld(name, values, shape.lambda);
        return shape;
      });
      return {
        outputs: input.columns.map((column) => derivedColumn(column.name, column)),
        emit: (graph, x) => emitTransform(graph, x, shapes, scale),
        detail: {
          scale,
          lambdas: Object.fromEntries(input.columns.map(({ name }, index) => [name, shapes[index].lambda])),
        },
      };
    },
  };
}

/**
 * In float64: λ may well be -20, and a float32 then has no digits left of (x + 1)^λ - 1.
 *
 * @param x - float [N, shapes]
 */
function emitTransform(graph: GraphBuilder, x: Value, shapes: readonly Shape[], scale: boolean): Value {
  const row = (numbers: readonly number[]) => operators.rowOf(graph, numbers, 'double');
  const one = operators.scalar(graph, 1, 'double');
  const above = shapes.map(({ lambda }) => awayFromZero(lambda));
  const below = shapes.map(({ lambda }) => awayFromZero(2 - lambda));
  const wide = operators.cast(graph, x, 'double');
  const isAbove = operators.greaterOrEqual(graph, wide, operators.scalar(graph, 0, 'double'));
  const base = operators.add(graph, operators.absolute(graph, wide), one);
  const exponent = operators.where(graph, isAbove, row(above), row(below));
  const divisor = operators.where(graph, isAbove, row(above), row(below.map((value) => -value)));
  const raised = operators.subtract(graph, operators.power(graph, base, exponent), one);
  const shaped = operators.divide(graph, raised, divisor);
  if (!scale) return operators.cast(graph, shaped, 'float');
  const centred = operators.subtract(graph, shaped, row(shapes.map(({ mean }) => mean)));
  return operators.cast(
    graph,
    operators.divide(graph, centred, row(shapes.map(({ deviation }) => deviation))),
    'float',
  );
}

/**
 * At an exponent of 0 the transform is a logarithm. This near to it they agree to 1e-7, as near as float32
 * can tell, and float64 still has half of its digits after the subtraction: no second branch is needed.
 */
const leastExponent = 1e-8;

function awayFromZero(exponent: number): number {
  return Math.abs(exponent) < leastExponent ? leastExponent : exponent;
}

/** @throws PredictqlError `STEP_UNFITTABLE` when float32 cannot hold what becomes of the values */
function assertHeld(name: string, values: Float64Array, lambda: number): void {
  if (transformed(values, lambda).every((value) => Number.isFinite(Math.fround(value)))) return;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: `Step 'yeo-johnson' on column '${name}'`,
    expected: 'make numbers that float32 can hold',
    received: `larger ones with a power of ${lambda}`,
    remedy: 'Scale them too, or scale the column before.',
  });
}

function shapeOf(values: Float64Array): Shape {
  const isConstant = values.every((value) => value === values[0]);
  const lambda = isConstant ? 1 : likeliestLambda(values);
  if (values.length === 0) return { lambda, mean: 0, deviation: 1 };
  const { mean, variance } = momentsOf(transformed(values, lambda));
  const deviation = Math.sqrt(variance);
  return { lambda, mean, deviation: isConstant || deviation === 0 ? 1 : deviation };
}

/** SciPy's tolerance of Brent's method. */
const tolerance = 1.48e-8;

/**
 * Maximises the likelihood where float64 can compute it: within powers of up to 20 times the largest value
 * that leave half of its exponents for the variance, as SciPy's yeojohnson_normmax.
 */
function likeliestLambda(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const size = Math.log1p(20 * largest);
  const logEpsilon = Math.log(Number.EPSILON);
  let low = (Math.log(smallestNormal) - logEpsilon) / 2 / size;
  let high = (Math.log(Number.MAX_VALUE) + logEpsilon) / 2 / size;
  if (values.every((value) => value < 0)) [low, high] = [2 - high, 2 - low];
  else if (values.some((value) => value < 0))
    [low, high] = [Math.max(2 - high, low), Math.min(2 - low, high)];
  // The part of the likelihood that is linear in λ.
  const logs = values.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0);
  const negativeLikelihood = (lambda: number) => {
    const { variance } = momentsOf(transformed(values, lambda));
    if (!(variance >= smallestNormal)) return Number.POSITIVE_INFINITY;
    return (values.length / 2) * Math.log(variance) - (lambda - 1) * logs;
  };
  return boundedMinimum(negativeLikelihood, low, high, { tolerance });
}

/** Below it a float64 loses digits. */
const smallestNormal = 2 ** -1022;

function transformed(values: Float64Array, lambda: number): Float64Array {
  const part = (logarithm: number, exponent: number) =>
    Math.abs(exponent) < Number.EPSILON ? logarithm : Math.expm1(exponent * logarithm) / exponent;
  return values.map((value) =>
    value >= 0 ? part(Math.log1p(value), lambda) : -part(Math.log1p(-value), 2 - lambda),
  );
}

function momentsOf(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / values.length };
}
