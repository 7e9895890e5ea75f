import { countsOf, slotsOf, tableOf } from '../../../src/training/features/category-slots';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';

const _ = Number.NaN;
const infinity = Number.POSITIVE_INFINITY;
const roof = categoryColumn('roof', 'slate', 'tin');

describe('slotsOf', () => {
  it('has slots for missing values, for what is no code, and for each code', () => {
    const codes = [0, 1, _, -1, 2, 0.5, -0, 1e9, infinity, -infinity];
    const slots = slotsOf(matrixOf(codes.map((code) => [7, code])), 1, roof);
    expect([...slots.ofRow]).toEqual([2, 3, 0, 1, 1, 1, 2, 1, 1, 1]);
    expect(slots.count).toBe(4);
    expect([...countsOf(slots)]).toEqual([1, 6, 2, 1]);
  });

  it('of a column without a vocabulary are missing or unseen', () => {
    const slots = slotsOf(matrixOf([[3], [_]]), 0, numberColumn('area'));
    expect([...slots.ofRow]).toEqual([1, 0]);
    expect(slots.count).toBe(2);
  });
});

describe('tableOf', () => {
  it('gives each slot its number', () => {
    expect(tableOf(Float64Array.of(10, 20, 30, 40))).toEqual({ missing: 10, unseen: 20, known: [30, 40] });
  });
});
