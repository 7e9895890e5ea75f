import { TreeWorkspace } from '../../../src/training/boosting/workspace';

describe('a tree workspace', () => {
  it('keeps its arrays apart and their content while it grows', () => {
    const workspace = new TreeWorkspace(5, 3);
    workspace.bins.fill(1);
    workspace.pairs.fill(2);
    workspace.rows.fill(3);
    const places = Array.from({ length: 40 }, () => workspace.lend());
    for (const [number, place] of places.entries()) workspace.histogram(place).fill(number);
    for (const [number, place] of places.entries()) {
      expect(workspace.histogram(place).every((sum) => sum === number)).toBe(true);
    }
    expect([...workspace.bins]).toEqual(new Array(15).fill(1));
    expect([...workspace.pairs]).toEqual(new Array(10).fill(2));
    expect([...workspace.rows]).toEqual(new Array(5).fill(3));
  });

  it('lends again what it was given back', () => {
    const workspace = new TreeWorkspace(5, 3);
    const [first, second] = [workspace.lend(), workspace.lend()];
    workspace.giveBack(first);
    expect(workspace.lend()).toBe(first);
    expect(workspace.lend()).not.toBe(second);
  });

  it('subtracts one child to leave the other', () => {
    const workspace = new TreeWorkspace(1, 1);
    const [parent, child] = [workspace.lend(), workspace.lend()];
    workspace.histogram(parent).fill(5);
    workspace.histogram(child).fill(3);
    workspace.subtract(parent, child);
    expect(workspace.histogram(parent).every((sum) => sum === 2)).toBe(true);
    expect(workspace.histogram(child).every((sum) => sum === 3)).toBe(true);
  });

  it('refuses more data than its memory can hold', () => {
    expect(() => new TreeWorkspace(1_000_000, 5000)).toThrow(
      expect.objectContaining({
        code: 'ESTIMATOR_UNFITTABLE',
        message:
          'The binned data of a tree estimator and its histograms must fit into memory, and into 4 GiB, got 1000000 rows of 5000 columns. Sample the rows, drop columns, or grow trees of fewer leaves.',
      }),
    );
  });

  it('refuses more histograms than its memory can hold', () => {
    // Each takes 1 GB, which is asked for and not touched: the fifth is one too many.
    const workspace = new TreeWorkspace(1, 250_000);
    expect(() => Array.from({ length: 5 }, () => workspace.lend())).toThrow(
      expect.objectContaining({ code: 'ESTIMATOR_UNFITTABLE' }),
    );
  });
});
