import { is64Bit, isIntegerDtype, type NumericDtype, rangeOf } from './dtype';

/** What GraphQL's Int, 32 bits wide, can hold. */
export const int32Range = { min: -(2 ** 31), max: 2 ** 31 - 1 } as const;

/** The GraphQL scalars that carry numbers; BigInt is ours, whole numbers of 64 bits as decimal texts. */
export type NumberTypeName = 'Int' | 'Float' | 'BigInt';

/** What decides on the scalar: a number or tensor feature, or an output. */
export interface NumberRange {
  readonly dtype?: NumericDtype | undefined;
  /** Whether numbers of a float dtype must be whole all the same. */
  readonly integer?: boolean | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly missingValues?: readonly number[] | undefined;
}

/**
 * The GraphQL scalar of numbers: Int when it holds all that are allowed, BigInt for the others of 64 bits,
 * else Float. Whole numbers of a float dtype without limits are taken for small ones.
 */
export function numberTypeOf({
  dtype = 'float32',
  integer,
  min,
  max,
  missingValues = [],
}: NumberRange): NumberTypeName {
  if (!isIntegerDtype(dtype))
    return integer && areInt32([min ?? 0, max ?? 0, ...missingValues]) ? 'Int' : 'Float';
  const range = rangeOf(dtype);
  const lowest = min === undefined || min < range.min ? range.min : min;
  const highest = max === undefined || max > range.max ? range.max : max;
  if (areInt32([lowest, highest, ...missingValues])) return 'Int';
  return is64Bit(dtype) ? 'BigInt' : 'Float';
}

function areInt32(values: readonly (number | bigint)[]): boolean {
  return values.every((value) => value >= int32Range.min && value <= int32Range.max);
}
