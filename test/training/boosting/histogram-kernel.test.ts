import { RandomSource } from '../../../src/data';
import { TreeWorkspace } from '../../../src/training/boosting/workspace';

/** What the kernel must do, in plain words. */
function histogramOf({ bins, pairs, rows, columnCount }: TreeWorkspace, start: number, end: number) {
  const histogram = new Float64Array(columnCount * 256 * 2);
  for (const row of rows.subarray(start, end)) {
    for (let column = 0; column < columnCount; column++) {
      const at = (column * 256 + bins[row * columnCount + column]) * 2;
      histogram[at] += pairs[2 * row];
      histogram[at + 1] += pairs[2 * row + 1];
    }
  }
  return histogram;
}

function areSame(received: Float64Array, expected: Float64Array): boolean {
  return received.length === expected.length && received.every((sum, at) => Object.is(sum, expected[at]));
}

function filledWorkspace(rows: number, columns: number): TreeWorkspace {
  const random = new RandomSource(rows + columns);
  const workspace = new TreeWorkspace(rows, columns);
  workspace.bins.forEach((_, at, bins) => {
    bins[at] = random.integer(256);
  });
  workspace.pairs.forEach((_, at, pairs) => {
    pairs[at] = random.normal() * 10 ** (random.integer(9) - 4);
  });
  workspace.rows.set(random.shuffle(Int32Array.from({ length: rows }, (_, row) => row)));
  return workspace;
}

describe('the histogram kernel', () => {
  it.each([
    [1, 1],
    [1, 7],
    [2, 3],
    [513, 1],
    [1000, 33],
    [70_000, 5],
  ])('adds %d rows of %d columns as a plain loop does, to the bit', (rows, columns) => {
    const workspace = filledWorkspace(rows, columns);
    const place = workspace.lend();
    for (const [start, end] of [
      [0, rows],
      [rows >> 1, rows],
      [rows >> 1, (rows >> 1) + 1],
    ]) {
      workspace.fill(place, start, end);
      expect(areSame(workspace.histogram(place), histogramOf(workspace, start, end))).toBe(true);
    }
  });

  it('sees a row as often as it is listed', () => {
    const workspace = filledWorkspace(4, 2);
    workspace.rows.set([3, 3, 0, 3]);
    const place = workspace.lend();
    workspace.fill(place, 0, 4);
    expect(areSame(workspace.histogram(place), histogramOf(workspace, 0, 4))).toBe(true);
  });

  it('makes nothing of no rows', () => {
    const workspace = filledWorkspace(4, 2);
    const place = workspace.lend();
    workspace.histogram(place).fill(7);
    workspace.fill(place, 2, 2);
    expect(workspace.histogram(place).every((sum) => sum === 0)).toBe(true);
  });
});
