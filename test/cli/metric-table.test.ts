import { metricTable } from '../../src/cli/metric-table';
import type { Metric } from '../../src/contract';

function metric(name: string, split: string, value: number, unit?: string): Metric {
  return { name, split, value, higherIsBetter: false, ...(unit !== undefined && { unit }) };
}

describe('metricTable', () => {
  it('has a row per metric and a column per split', () => {
    const metrics = [
      metric('rmse', 'train', 2, 'USD'),
      metric('r2', 'train', 0.5),
      metric('rmse', 'holdout', 3, 'USD'),
      metric('r2', 'holdout', 0.25),
    ];
    expect(metricTable(metrics)).toBe(
      ['metric      train  holdout', 'rmse USD        2        3', 'r2        0.50000  0.25000'].join('\n'),
    );
  });

  it('leaves out what was not measured on a split', () => {
    const metrics = [metric('rmse', 'train', 2), metric('rocAuc', 'holdout', 1)];
    expect(metricTable(metrics)).toBe(
      ['metric  train  holdout', 'rmse        2', 'rocAuc               1'].join('\n'),
    );
  });
});
