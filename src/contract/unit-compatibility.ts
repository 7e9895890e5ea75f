import type { ReportChange } from './compatibility';

/** Reports another unit: the same number then means something else. */
export function compareUnits(
  before: string | undefined,
  after: string | undefined,
  report: ReportChange,
): void {
  if (before !== after) report(true, `is in ${after ?? 'no unit'} instead of ${before ?? 'no unit'}`);
}
