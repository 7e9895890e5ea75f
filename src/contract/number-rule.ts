import { isDigits } from './digits';
import { type FloatDtype, type IntegerDtype, is64Bit, isIntegerDtype, overflowOf, rangeOf } from './dtype';
import type { NumberRange } from './number-type';
import type { Breach, ValueRule } from './value-rule';

/** The rule of numbers that a model takes as their dtype: none is rounded but to the precision of a float. */
export function numberRule(range: NumberRange): ValueRule {
  const { dtype = 'float32' } = range;
  if (!isIntegerDtype(dtype)) return floatRule(range, dtype);
  return is64Bit(dtype) ? longRule(range, dtype) : integerRule(range, dtype);
}

const whole = 'be a whole number';

function floatRule({ integer, min, max, missingValues = [] }: NumberRange, dtype: FloatDtype): ValueRule {
  const expected = integer ? whole : 'be a number';
  const overflow = overflowOf[dtype];
  const missing = new Set(missingValues);
  return {
    expected,
    breach(value) {
      if (typeof value !== 'number') return { constraint: 'type', expected };
      // NaN is not below anything.
      if (!(Math.abs(value) < overflow)) {
        return { constraint: 'finite', expected: `be a finite number within the range of ${dtype}` };
      }
      if (integer && !Number.isInteger(value)) return { constraint: 'integer', expected };
      return missing.has(value) ? undefined : limitBreach(value, min, max);
    },
  };
}

function integerRule({ min, max, missingValues = [] }: NumberRange, dtype: IntegerDtype): ValueRule {
  const missing = new Set(missingValues);
  const range = rangeOf(dtype);
  return {
    expected: whole,
    breach(value) {
      if (typeof value !== 'number') return { constraint: 'type', expected: whole };
      if (!Number.isInteger(value)) return { constraint: 'integer', expected: whole };
      if (value < range.min || value > range.max) return rangeBreach(dtype);
      return missing.has(value) ? undefined : limitBreach(value, min, max);
    },
  };
}

function longRule({ min, max, missingValues = [] }: NumberRange, dtype: 'int64' | 'uint64'): ValueRule {
  const expected = 'be a whole number, as a string of digits beyond 2^53';
  const missing = new Set(missingValues.map(BigInt));
  const range = rangeOf(dtype);
  return {
    expected,
    breach(value) {
      if (typeof value === 'string' ? !isDigits(value) : typeof value !== 'number') {
        return { constraint: 'type', expected };
      }
      if (typeof value === 'number' && !Number.isSafeInteger(value)) {
        return Number.isInteger(value)
          ? { constraint: 'exact', expected: 'be sent as a string: beyond 2^53 a number loses digits' }
          : { constraint: 'integer', expected };
      }
      const exact = BigInt(value as string | number);
      if (exact < range.min || exact > range.max) return rangeBreach(dtype);
      return missing.has(exact) ? undefined : limitBreach(exact, min, max);
    },
  };
}

function rangeBreach(dtype: IntegerDtype): Breach {
  const { min, max } = rangeOf(dtype);
  return { constraint: 'range', expected: `be from ${min} to ${max} (${dtype})` };
}

function limitBreach(
  value: number | bigint,
  min: number | undefined,
  max: number | undefined,
): Breach | undefined {
  if (min !== undefined && value < min) return { constraint: 'min', expected: `be at least ${min}` };
  if (max !== undefined && value > max) return { constraint: 'max', expected: `be at most ${max}` };
  return undefined;
}
