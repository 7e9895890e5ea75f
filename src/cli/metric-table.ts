import type { Metric } from '../contract';
import { table } from './table';

/** Metrics with one row per name and one column per split, in the order they come. */
export function metricTable(metrics: readonly Metric[]): string {
  const splits = [...new Set(metrics.map(({ split }) => split))];
  const labels = [...new Set(metrics.map(metricLabel))];
  return table(
    ['metric', ...splits],
    labels.map((label) => [
      label,
      ...splits.map((split) => {
        const metric = metrics.find((one) => one.split === split && metricLabel(one) === label);
        return metric === undefined ? '' : metric.value;
      }),
    ]),
  );
}

/** A metric's name with its unit: `rmse USD`. */
export function metricLabel({ name, unit }: Pick<Metric, 'name' | 'unit'>): string {
  return unit === undefined ? name : `${name} ${unit}`;
}
