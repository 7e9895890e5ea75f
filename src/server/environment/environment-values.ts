import { z } from 'zod';

// Each description completes "Environment variable X must ..."; a default or optional drops one before it.

const numeral = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** A number, or its default. */
export const wholeNumber = (min: number, max: number, byDefault: number) =>
  numeral(min, max).default(byDefault).describe(`be a whole number from ${min} to ${max}`);

/** A number, or nothing where the default depends on something else. */
export const optionalNumber = (min: number, max: number) =>
  numeral(min, max).optional().describe(`be a whole number from ${min} to ${max}`);

export const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((text) => text === '1' || text === 'true')
  .optional()
  .describe('be 0 or 1');
