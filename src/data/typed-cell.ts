import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
} from '@duckdb/node-api';
import type { Cell } from '../contract';

const secondsPerDay = 86_400n;
const millisecondsPerDay = 86_400_000;

/**
 * The cell that a typed value of a file is: whole and decimal numbers as numbers, dates as
 * `YYYY-MM-DD`, timestamps as their day (in UTC when they have a time zone), NaN as missing.
 *
 * @returns undefined when no cell can hold it exactly: whole numbers beyond 2^53, days outside the years
 *   0 to 9999, times without a day, bytes, lists, structures
 */
export function typedCell(value: unknown): Cell | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isNaN(value) ? null : value;
    case 'bigint':
      return exact(Number(value));
    case 'object':
      return value === null ? null : objectCell(value);
    default:
      return undefined;
  }
}

function objectCell(value: object): Cell | undefined {
  if (value instanceof DuckDBDateValue) return dayOf(value.days);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return dayOf(daysIn(value.micros, 1_000_000n));
  }
  if (value instanceof DuckDBTimestampSecondsValue) return dayOf(daysIn(value.seconds, 1n));
  if (value instanceof DuckDBTimestampMillisecondsValue) return dayOf(daysIn(value.millis, 1_000n));
  if (value instanceof DuckDBTimestampNanosecondsValue) return dayOf(daysIn(value.nanos, 1_000_000_000n));
  if (value instanceof DuckDBDecimalValue) return exact(Number(value.toString()));
  if (value instanceof DuckDBUUIDValue) return value.toString();
  return undefined;
}

function exact(number: number): number | undefined {
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** Whole days in a count of ticks since 1970, rounded down: an hour before 1970 is in 1969. */
function daysIn(ticks: bigint, ticksPerSecond: bigint): number {
  const ticksPerDay = secondsPerDay * ticksPerSecond;
  const intoDay = ((ticks % ticksPerDay) + ticksPerDay) % ticksPerDay;
  return Number((ticks - intoDay) / ticksPerDay);
}

function dayOf(days: number): string | undefined {
  const time = new Date(days * millisecondsPerDay);
  // Outside the years 0 to 9999, and for infinity, there is no day of ten characters.
  const day = Number.isNaN(time.getTime()) ? '' : time.toISOString();
  return /^\d{4}-/.test(day) ? day.slice(0, 10) : undefined;
}
