const millisecondsPerDay = 86_400_000;

/**
 * Days from 1970-01-01 to a `YYYY-MM-DD` day, in the proleptic Gregorian calendar.
 *
 * @returns a whole number, or NaN when the text is not a day that exists
 */
export function daysSinceEpoch(day: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return Number.NaN;
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse lets 2023-02-30 through as March 2nd.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day)) return Number.NaN;
  return time / millisecondsPerDay;
}
