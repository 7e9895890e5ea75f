import { lookUp } from '../../../src/training/features/category-table';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { matrixOf, rowsOf } from '../matrices';

const tables = [
  { missing: 100, unseen: 200, known: [1, 2, 3] },
  { missing: -0.5, unseen: 0.25, known: [7] },
  { missing: 40, unseen: 50, known: [] },
];

describe('lookUp', () => {
  it.each<[number, number, number, number]>([
    [0, 1, 7, 50],
    [-0, 1, 7, 50],
    [1, 2, 0.25, 50],
    [2, 3, 0.25, 50],
    [3, 200, 0.25, 50],
    [-1, 200, 0.25, 50],
    [-2, 200, 0.25, 50],
    [-5, 200, 0.25, 50],
    [0.5, 200, 0.25, 50],
    [1.999, 200, 0.25, 50],
    [-0.5, 200, 0.25, 50],
    [1e-30, 200, 0.25, 50],
    [1e9, 200, 0.25, 50],
    [-1e9, 200, 0.25, 50],
    [3.4e38, 200, 0.25, 50],
    [Number.POSITIVE_INFINITY, 200, 0.25, 50],
    [Number.NEGATIVE_INFINITY, 200, 0.25, 50],
    [Number.NaN, 100, -0.5, 40],
  ])('of code %d', async (code, ...expected) => {
    const found = await runTransform((graph, x) => lookUp(graph, x, tables), matrixOf([[code, code, code]]));
    expectSameNumbers(found.data, expected);
  });

  it('keeps the columns of a batch apart', async () => {
    const codes = Array.from({ length: 1000 }, (_, row) => [row % 5, (row % 3) - 1, Number.NaN]);
    const found = await runTransform((graph, x) => lookUp(graph, x, tables), matrixOf(codes));
    expect(rowsOf(found)).toEqual(codes.map(([a, b]) => [a < 3 ? a + 1 : 200, b === 0 ? 7 : 0.25, 40]));
  });

  it('finds every code of a large vocabulary', async () => {
    const size = 50_000;
    const known = Array.from({ length: size }, (_, code) => code * 2);
    const found = await runTransform(
      (graph, x) => lookUp(graph, x, [{ missing: -1, unseen: -2, known }]),
      matrixOf(known.map((__, code) => [code])),
    );
    expectSameNumbers(found.data, known);
  });
});
