import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

const instantSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/**
 * A point in time on the command line: a day, which begins at midnight UTC, or a time with its offset.
 *
 * @throws InvalidArgumentError on anything else: a time without an offset means another one on every machine
 */
export function instant(text: string): Date {
  if (instantSchema.safeParse(text).success) return new Date(text);
  throw new InvalidArgumentError(
    'It must be a day like 2026-01-31 or a time like 2026-01-31T09:30:00Z or 2026-01-31T10:30:00+01:00.',
  );
}
