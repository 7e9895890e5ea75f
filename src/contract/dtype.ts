import { z } from 'zod';

/** Element types of tensors, by their usual names; ONNX calls float32 `float` and float64 `double`. */
export const dtypes = [
  'float32',
  'float64',
  'float16',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'bool',
  'string',
] as const;

export const dtypeSchema = z.enum(dtypes);

export type Dtype = (typeof dtypes)[number];
export type FloatDtype = 'float16' | 'float32' | 'float64';
export type IntegerDtype = Exclude<Dtype, FloatDtype | 'bool' | 'string'>;
export type NumericDtype = FloatDtype | IntegerDtype;

export const numericDtypeSchema = dtypeSchema.exclude(['bool', 'string']);

/** The whole numbers that each integer dtype holds, both ends included; those of 64 bits are exact as bigint. */
const integerRanges: Readonly<Record<IntegerDtype, Range>> = {
  int8: { min: -128, max: 127 },
  int16: { min: -32_768, max: 32_767 },
  int32: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  int64: { min: -(2n ** 63n), max: 2n ** 63n - 1n },
  uint8: { min: 0, max: 255 },
  uint16: { min: 0, max: 65_535 },
  uint32: { min: 0, max: 2 ** 32 - 1 },
  uint64: { min: 0n, max: 2n ** 64n - 1n },
};

/** IEEE 754: the largest finite number of each float dtype; the smallest is its negative. */
const largestFloats: Readonly<Record<FloatDtype, number>> = {
  float16: 65_504,
  float32: 3.4028234663852886e38,
  float64: Number.MAX_VALUE,
};

export interface Range {
  readonly min: number | bigint;
  readonly max: number | bigint;
}

/** The finite numbers that a dtype holds, both ends included. */
export function rangeOf(dtype: NumericDtype): Range {
  if (isIntegerDtype(dtype)) return integerRanges[dtype];
  const max = largestFloats[dtype];
  return { min: -max, max };
}

export function isIntegerDtype(dtype: Dtype): dtype is IntegerDtype {
  return Object.hasOwn(integerRanges, dtype);
}

export function isFloatDtype(dtype: Dtype): dtype is FloatDtype {
  return Object.hasOwn(largestFloats, dtype);
}

export function isNumericDtype(dtype: Dtype): dtype is NumericDtype {
  return isIntegerDtype(dtype) || isFloatDtype(dtype);
}

/** Whether the dtype holds whole numbers that a double, and so a JSON number, does not. */
export function is64Bit(dtype: Dtype): dtype is 'int64' | 'uint64' {
  return dtype === 'int64' || dtype === 'uint64';
}

/**
 * The smallest size of numbers that a float dtype rounds to infinity: from half of a last step above its
 * largest number on, for ties go to even.
 */
export const overflowOf: Readonly<Record<FloatDtype, number>> = {
  float16: 65_520,
  float32: 2 ** 128 - 2 ** 103,
  float64: Number.POSITIVE_INFINITY,
};
