import type { Matrix } from '../../../src/contract';
import { RandomSource } from '../../../src/data';
import { binMatrix, type ColumnBins, missingBin } from '../../../src/training/boosting/bins';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';

const { NaN: missing } = Number;

function binned(values: readonly number[], column = numberColumn('x')): { bins: number[]; cut: ColumnBins } {
  const data = new Uint8Array(values.length);
  const [cut] = binMatrix(
    matrixOf(
      values.map((value) => [value]),
      1,
    ),
    [column],
    data,
  );
  return { bins: [...data], cut };
}

function edgesOf(values: readonly number[]): number[] {
  const { cut } = binned(values);
  if (cut.kind !== 'numeric') throw new Error('not cut like numbers');
  return [...cut.edges];
}

function vocabulary(size: number) {
  return categoryColumn('c', ...Array.from({ length: size }, (_, code) => `level ${code}`));
}

describe('bins of numbers', () => {
  it('lie halfway between the values where these are few', () => {
    expect(edgesOf([3, 1, 2, 2, 10])).toEqual([1.5, 2.5, 6.5]);
    expect(binned([3, 1, 2, missing, 10]).bins).toEqual([2, 0, 1, missingBin, 3]);
  });

  it.each([
    [[1, 1 + 2 ** -23]],
    [[0, 1e-45]],
    [[-1e-45, 0]],
    [[-3.4e38, 3.4e38]],
    [[16_777_216, 16_777_218]],
  ])('tell neighbouring values apart: %p', (given) => {
    const values = given.map(Math.fround);
    const [edge] = edgesOf(values);
    expect(edge).toBe(Math.fround(edge));
    expect(values[0] <= edge && edge < values[1]).toBe(true);
    expect(binned(values).bins).toEqual([0, 1]);
  });

  it('hold up to and including their edge', () => {
    const values = [1, 2, 3];
    const [first, second] = edgesOf(values);
    expect(binned([...values, first, second]).cut).not.toEqual(binned(values).cut);
    const random = new RandomSource(3);
    const many = Array.from({ length: 2000 }, () => Math.fround(random.normal()));
    const { bins } = binned(many);
    const edges = edgesOf(many);
    for (const [row, value] of many.entries()) {
      expect(bins[row] === 0 || edges[bins[row] - 1] < value).toBe(true);
      expect(bins[row] === edges.length || value <= edges[bins[row]]).toBe(true);
    }
  });

  it('hold shares of about the same size where values are many', () => {
    const random = new RandomSource(5);
    const { bins } = binned(Array.from({ length: 100_000 }, () => random.normal()));
    const counts = new Int32Array(256);
    for (const bin of bins) counts[bin]++;
    expect(counts[missingBin]).toBe(0);
    const used = counts.filter((count) => count > 0);
    expect(used).toHaveLength(255);
    expect(Math.max(...used) / Math.min(...used)).toBeLessThan(2);
  });

  it('give a value of many rows a bin of its own', () => {
    const random = new RandomSource(5);
    const values = Array.from({ length: 3000 }, (_, row) => (row % 2 === 0 ? 0 : random.normal()));
    const { bins } = binned(values);
    const ofZero = new Set(values.flatMap((value, row) => (value === 0 ? [bins[row]] : [])));
    expect(ofZero.size).toBe(1);
    const others = values.filter((value, row) => value !== 0 && ofZero.has(bins[row]));
    expect(others.length).toBeLessThan(30);
  });

  it('are none where there is nothing to tell apart', () => {
    for (const values of [
      [missing, missing],
      [7, 7, 7],
      [0, -0, 0],
      [missing, 7],
    ]) {
      expect(edgesOf(values)).toEqual([]);
    }
  });
});

describe('bins of categories', () => {
  it('are their codes; whatever is no code counts as missing', () => {
    const { bins, cut } = binned([2, 0, 1, -1, missing, 3, 0.5], vocabulary(3));
    expect(bins).toEqual([2, 0, 1, missingBin, missingBin, missingBin, missingBin]);
    expect(cut).toEqual({ kind: 'category', codes: Int32Array.of(0, 1, 2) });
  });

  it('hold 255 categories', () => {
    const codes = Array.from({ length: 255 }, (_, code) => code);
    expect(binned(codes, vocabulary(255)).bins).toEqual(codes);
  });

  it('are for the most frequent of more than 255', () => {
    // Codes 0, 10, 20, ... have one row and the others two.
    const values = Array.from({ length: 280 }, (_, code) => (code % 10 === 0 ? [code] : [code, code])).flat();
    const { bins, cut } = binned(values, vocabulary(280));
    const codes = cut.kind === 'category' ? [...cut.codes] : [];
    expect(codes).toHaveLength(255);
    expect(codes).toEqual([...codes].sort((a, b) => a - b));
    // All 252 frequent ones, and of the others the first.
    expect(codes.filter((code) => code % 10 === 0)).toEqual([0, 10, 20]);
    for (const [row, code] of values.entries()) {
      expect(bins[row]).toBe(codes.includes(code) ? codes.indexOf(code) : missingBin);
    }
  });

  it('are none for an empty vocabulary', () => {
    expect(binned([-1, missing, 0], vocabulary(0)).bins).toEqual([missingBin, missingBin, missingBin]);
  });
});

it('bins each column by itself', () => {
  const x: Matrix = matrixOf([
    [1, 1, missing],
    [2, 0, 5],
  ]);
  const data = new Uint8Array(6);
  const cuts = binMatrix(x, [numberColumn('a'), vocabulary(2), numberColumn('b')], data);
  expect([...data]).toEqual([0, 1, missingBin, 1, 0, 0]);
  expect(cuts.map(({ kind }) => kind)).toEqual(['numeric', 'category', 'numeric']);
});
