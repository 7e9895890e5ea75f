import type { NumberFeature } from './feature';

/** What GraphQL's Int, 32 bits wide, can hold. */
export const int32Range = { min: -(2 ** 31), max: 2 ** 31 - 1 } as const;

/** Whether an Int holds every value that the feature allows; one without limits is taken for a small one. */
export function fitsInt32({ integer, min = 0, max = 0, missingValues = [] }: NumberFeature): boolean {
  const isWithin = (value: number) => value >= int32Range.min && value <= int32Range.max;
  return integer && [min, max, ...missingValues].every(isWithin);
}
