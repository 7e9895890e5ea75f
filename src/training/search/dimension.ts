import { PredictqlError } from '../../contract';
import type { RandomSource } from '../../data';
import type { Json } from '../step';

/** The values that one parameter may take. */
export interface Dimension<Value extends Json = Json> {
  /** All of them, where they can be counted: what a grid goes through. */
  readonly values?: readonly Value[];
  draw(random: RandomSource): Value;
}

/**
 * One of the values, each equally likely.
 *
 * @throws PredictqlError `PARAMETER_INVALID` without values, or when one comes twice
 */
export function oneOf<const Value extends Json>(...values: readonly Value[]): Dimension<Value> {
  const texts = values.map((value) => JSON.stringify(value));
  const twice = texts.find((text, index) => texts.indexOf(text) < index);
  if (values.length === 0 || twice !== undefined) {
    throw invalid('oneOf', 'list different values', twice === undefined ? 'none' : `${twice} twice`);
  }
  return Object.freeze({
    values: Object.freeze([...values]),
    draw: (random: RandomSource) => values[random.integer(values.length)],
  });
}

/**
 * A whole number from low to high, each equally likely.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless both are whole numbers and low is not above high
 */
export function integer(low: number, high: number): Dimension<number> {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high) {
    throw invalid('integer', 'have two whole numbers as bounds, the lower first', `${low} and ${high}`);
  }
  const count = high - low + 1;
  return Object.freeze({
    ...(count <= mostCounted && { values: Array.from({ length: count }, (_, index) => low + index) }),
    draw: (random: RandomSource) => low + random.integer(count),
  });
}

/**
 * A number from low to high, each equally likely.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless both are finite and low is below high
 */
export function uniform(low: number, high: number): Dimension<number> {
  assertBounds('uniform', low, high);
  return Object.freeze({
    draw: (random: RandomSource) => readable(low + (high - low) * random.next(), low, high),
  });
}

/**
 * A number from low to high of which each order of magnitude is equally likely: for learning rates and
 * penalties.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless both are finite and above 0 and low is below high
 */
export function logUniform(low: number, high: number): Dimension<number> {
  assertBounds('logUniform', low, high);
  if (low <= 0) throw invalid('logUniform', 'have bounds above 0', `${low} and ${high}`);
  const [from, to] = [Math.log(low), Math.log(high)];
  return Object.freeze({
    draw: (random: RandomSource) => readable(Math.exp(from + (to - from) * random.next()), low, high),
  });
}

/** More whole numbers than these are not listed: no grid of them could be searched. */
const mostCounted = 10_000;

/** Enough digits for any parameter, and few enough to read and to copy. */
const digits = 4;

function readable(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Number(value.toPrecision(digits))));
}

function assertBounds(name: string, low: number, high: number): void {
  if (Number.isFinite(low) && Number.isFinite(high) && low < high) return;
  throw invalid(name, 'have two finite bounds, the lower first', `${low} and ${high}`);
}

function invalid(name: string, expected: string, received: string): PredictqlError {
  return new PredictqlError('PARAMETER_INVALID', {
    subject: `${name}(...) of a search space`,
    expected,
    received,
  });
}
