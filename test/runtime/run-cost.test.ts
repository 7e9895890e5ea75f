import { RunCost } from '../../src/runtime/run-cost';

describe('the cost of rows', () => {
  it.each([
    [0.0001, 1024],
    [0.02, 500],
    [3, 3],
    [50, 1],
  ])('%d ms per row make chunks of %d rows', (rowMs, rows) => {
    expect(new RunCost(rowMs).chunkRows).toBe(rows);
  });

  it('follows the runs, and not at once', () => {
    const cost = new RunCost(0.1);
    cost.add(100, 20);
    expect(cost.rowMs).toBeCloseTo(0.12);
    for (let run = 0; run < 50; run++) cost.add(100, 20);
    expect(cost.rowMs).toBeCloseTo(0.2);
  });

  it('learns nothing from a few rows, which mostly cost what every run costs', () => {
    const cost = new RunCost(0.1);
    cost.add(15, 100);
    expect(cost.rowMs).toBe(0.1);
    cost.add(16, 100);
    expect(cost.rowMs).toBeGreaterThan(0.1);
  });

  it('learns from a few rows where more never run together', () => {
    const cost = new RunCost(5);
    cost.add(2, 2);
    expect(cost.rowMs).toBeLessThan(5);
  });
});
