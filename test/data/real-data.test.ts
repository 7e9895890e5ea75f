import { join } from 'node:path';
import {
  boolean,
  category,
  classification,
  compileEncoder,
  defineContract,
  number,
  regression,
} from '../../src/contract';
import { csv, labelledRowsOf, readTable, sha256OfFile, splitRows } from '../../src/data';

const data = (name: string) => join(__dirname, '../../data', name);

describe('the data that ship', () => {
  it('ames.csv: 0 means that the frontage is missing', async () => {
    const table = await readTable(csv(data('ames.csv')));
    expect([table.rowCount, table.columns.length]).toEqual([2930, 74]);
    const contract = defineContract({
      name: 'ames',
      major: 1,
      title: 'Ames',
      task: regression({ target: 'salePrice', source: 'Sale_Price' }),
      features: {
        lotFrontage: number({
          source: 'Lot_Frontage',
          min: 1,
          integer: true,
          nullable: true,
          missingValues: [0],
        }),
        lotArea: number({ source: 'Lot_Area', min: 1, integer: true }),
        centralAir: boolean({ source: 'Central_Air' }),
        longitude: number({ source: 'Longitude', min: -94, max: -93 }),
        saleType: category({ source: 'Sale_Type', open: true, values: ['WD '] }),
      },
    });
    const { rows, target, dropped } = labelledRowsOf(table, contract);
    expect([rows.length, dropped]).toEqual([2930, 0]);
    expect(rows[0]).toEqual({
      lotFrontage: 141,
      lotArea: 31770,
      centralAir: true,
      longitude: -93.619754,
      saleType: 'WD ',
    });
    expect(target[0]).toBe(215000);
    const { data: cells, columns } = compileEncoder(contract)(rows);
    expect(rows.filter((_, row) => Number.isNaN(cells[row * columns]))).toHaveLength(490);
  });

  it('credit.csv: 455 cells are empty', async () => {
    const table = await readTable(csv(data('credit.csv')));
    expect([table.rowCount, table.columns.length]).toEqual([4454, 14]);
    const empty = table.columns.flatMap((name) => table.column(name).filter((cell) => cell === null));
    expect(empty).toHaveLength(455);
    const contract = defineContract({
      name: 'credit',
      major: 1,
      title: 'Credit',
      task: classification({ target: 'status', source: 'Status', classes: ['bad', 'good'] }),
      features: {
        income: number({ source: 'Income', nullable: true }),
        records: boolean({ source: 'Records' }),
      },
    });
    const { target } = labelledRowsOf(table, contract);
    expect(target.filter((label) => label === 1)).toHaveLength(3200);
    const { holdout } = splitRows(target.length, {
      seed: 0,
      fractions: { holdout: 0.2 },
      stratifyBy: target,
    });
    expect(holdout.filter((row) => target[row] === 1).length / holdout.length).toBeCloseTo(3200 / 4454, 3);
  });

  it('digits.csv.gz: no header, 64 pixels and the digit', async () => {
    const pixels = Array.from({ length: 64 }, (_, pixel) => `pixel${pixel}`);
    const table = await readTable(csv(data('digits.csv.gz'), { columns: [...pixels, 'digit'] }));
    const contract = defineContract({
      name: 'digits',
      major: 1,
      title: 'Digits',
      task: classification({
        target: 'digit',
        classes: Array.from({ length: 10 }, (_, digit) => ({ value: `${digit}`, name: `d${digit}` })),
      }),
      features: Object.fromEntries(
        pixels.map((pixel) => [pixel, number({ min: 0, max: 16, integer: true })]),
      ),
    });
    const { rows, target } = labelledRowsOf(table, contract);
    expect(rows).toHaveLength(1797);
    expect([...target.subarray(0, 10)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Object.values(rows[0]).slice(0, 6)).toEqual([0, 0, 5, 13, 9, 1]);
  });

  it('has the bytes that the reference scores were measured on', async () => {
    const names = ['ames.csv', 'credit.csv', 'digits.csv.gz'];
    expect(await Promise.all(names.map((name) => sha256OfFile(data(name))))).toEqual([
      '194277eff83bf330bc4f44f95f191e6331e6fd17428dc98516ca75c2a555cd14',
      '9ba0c2326900ca6cc90cee6e43930bd691f07574f154d70807d5cb8f313e3217',
      '46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a',
    ]);
  });
});
