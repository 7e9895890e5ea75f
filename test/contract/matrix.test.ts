import { matrix, takeRows } from '../../src/contract';

const three = matrix(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 2);

describe('matrix', () => {
  it.each([
    [2, 2],
    [1.5, 4],
    [0, 6],
  ])('refuses 6 numbers as %d x %d', (rows, columns) => {
    expect(() => matrix(three.data, rows, columns)).toThrow(
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
    );
  });

  it('may be empty', () => {
    expect(matrix(new Float32Array(0), 0, 5)).toMatchObject({ rows: 0, columns: 5 });
  });
});

describe('takeRows', () => {
  it('takes rows in the order asked for, as often as asked for', () => {
    expect(takeRows(three, [2, 0, 2])).toEqual(matrix(Float32Array.of(5, 6, 1, 2, 5, 6), 3, 2));
    expect(takeRows(three, Int32Array.of())).toEqual(matrix(new Float32Array(0), 0, 2));
  });

  it('copies', () => {
    const taken = takeRows(three, [0]);
    taken.data[0] = 9;
    expect(three.data[0]).toBe(1);
  });

  it.each([-1, 3, 0.5, Number.NaN])('refuses the index %d instead of making rows up', (index) => {
    expect(() => takeRows(three, [0, index])).toThrow('must be a whole number from 0 to 2');
  });
});
