import {
  boolean,
  type Cell,
  type ContractSpec,
  category,
  classification,
  compileEncoder,
  date,
  defineContract,
  number,
  regression,
} from '../../src/contract';
import { csv, labelledRowsOf, rowsOf, type Table, tableOf } from '../../src/data';
import { caught } from './caught';

const house: ContractSpec = {
  name: 'house-price',
  major: 1,
  title: 'House price',
  task: regression({ target: 'salePrice', source: 'Sale_Price' }),
  features: {
    lotArea: number({ source: 'Lot_Area', min: 1, integer: true }),
    lotFrontage: number({ source: 'Lot_Frontage', min: 1, nullable: true, missingValues: [0] }),
    street: category({ source: 'Street', values: ['Pave', 'Grvl'] }),
    alley: category({ open: true, values: ['Grvl'] }),
    centralAir: boolean({ source: 'Central_Air' }),
    sold: date({ source: 'Sold', min: '2006-01-01' }),
  },
};
const contract = defineContract(house);

const table = (columns: Record<string, readonly Cell[]>, path = 'data/ames.csv'): Table =>
  tableOf(csv(path), new Map(Object.entries(columns)), Object.values(columns)[0].length);

const good = {
  PID: ['a', 'b', 'c'],
  Lot_Area: ['31770', ' 11622 ', '1e3'],
  Lot_Frontage: ['141', null, '0'],
  Street: ['Pave', 'Grvl', 'Pave '],
  alley: ['Grvl', 'new', 'x'],
  Central_Air: ['Y', 'N', 'yes'],
  Sold: ['2010-05-01', '2010-06-30T10:00', '2006-01-01'],
  Sale_Price: ['215000', '105000.5', '172000'],
};

describe('rowsOf', () => {
  it('reads each feature from the column of its source or its name, and no other columns', () => {
    const rows = rowsOf(table(good), contract);
    expect(rows).toEqual([
      {
        lotArea: 31770,
        lotFrontage: 141,
        street: 'Pave',
        alley: 'Grvl',
        centralAir: true,
        sold: '2010-05-01',
      },
      {
        lotArea: 11622,
        lotFrontage: null,
        street: 'Grvl',
        alley: 'new',
        centralAir: false,
        sold: '2010-06-30',
      },
      { lotArea: 1000, lotFrontage: 0, street: 'Pave ', alley: 'x', centralAir: true, sold: '2006-01-01' },
    ]);
    // 0 stays 0 in the row: that it means "missing" is the encoder's to know.
    const { data, columns } = compileEncoder(contract)(rows);
    expect([data[1], data[columns + 1], data[2 * columns + 1]]).toEqual([141, Number.NaN, Number.NaN]);
  });

  it('prefers the column of the source to the column of the name', () => {
    const rows = rowsOf(table({ ...good, lotArea: ['1', '2', '3'] }), contract);
    expect(rows[0].lotArea).toBe(31770);
    const { Lot_Area, ...others } = good;
    expect(rowsOf(table({ ...others, lotArea: Lot_Area }), contract)[0].lotArea).toBe(31770);
  });

  it('names all the columns that are missing at once', async () => {
    const { Lot_Area, Street: _street, ...others } = good;
    const error = await caught('COLUMN_MISSING', () =>
      rowsOf(table({ ...others, LOT_AREA: Lot_Area }), contract),
    );
    expect(error.message).toBe(
      '"data/ames.csv" must have every column of house-price v1, got no "Lot_Area", "Street". ' +
        'Its columns are "PID", "Lot_Frontage", "alley", "Central_Air", "Sold", "Sale_Price", "LOT_AREA".',
    );
  });

  it('tells every bad cell in one error', async () => {
    const bad = {
      ...good,
      Lot_Area: ['abc', '0', '1.5'],
      Street: ['Dirt', null, 'Pave'],
      Central_Air: ['Y', 'maybe', 'N'],
      Sold: ['2010-05-01', '2005-12-31', '31.12.2010'],
    };
    const error = await caught('CELL_INVALID', () => rowsOf(table(bad), contract));
    expect(error.message).toBe(
      '"data/ames.csv" must satisfy house-price v1 in every cell, got 8 cells that do not ' +
        '(rows are counted from 1, without the header): ' +
        [
          `row 1, column 'Lot_Area': must be a whole number, got "abc"`,
          `row 1, column 'Street': must be one of "Pave", "Grvl", got "Dirt"`,
          `row 2, column 'Lot_Area': must be at least 1, got 0`,
          `row 2, column 'Street': must be one of "Pave", "Grvl", got an empty cell`,
          `row 2, column 'Central_Air': must be yes or no, y or n, true or false, t or f, 1 or 0, got "maybe"`,
          `row 2, column 'Sold': must be 2006-01-01 or later, got "2005-12-31"`,
          `row 3, column 'Lot_Area': must be a whole number, got 1.5`,
          `row 3, column 'Sold': must be a day written as YYYY-MM-DD, with or without a time after it, got "31.12.2010"`,
        ].join('; ') +
        '. Correct the file, or the definition where it is too narrow.',
    );
    expect(error.violations[0]).toEqual({
      path: [1, 'Lot_Area'],
      constraint: 'type',
      expected: 'be a whole number',
      received: '"abc"',
      message: `row 1, column 'Lot_Area': must be a whole number, got "abc"`,
    });
    expect(error.violations.map(({ constraint }) => constraint)).toEqual([
      'type',
      'enum',
      'min',
      'required',
      'type',
      'min',
      'integer',
      'type',
    ]);
  });

  it('counts all bad cells, lists 20 and keeps 1000', async () => {
    const small = defineContract({ ...house, features: { a: number({}), b: number({}) } });
    const cells = (spelling: string) =>
      Array.from({ length: 2500 }, (_, row) => (row < 10 ? '1' : `${spelling}${row}`));
    const error = await caught('CELL_INVALID', () => rowsOf(table({ a: cells('x'), b: cells('y') }), small));
    expect(error.message).toContain('got 4980 cells that do not');
    expect(error.message).toContain(`row 11, column 'a': must be a number, got "x10"; row 11, column 'b'`);
    expect(error.message.match(/; row /g)).toHaveLength(19);
    expect(error.message).toContain('; and 4960 more.');
    expect(error.violations).toHaveLength(1000);
    expect(error.violations[999].path).toEqual([510, 'b']);
  });

  it('finds a bad cell far down', async () => {
    const small = defineContract({ ...house, features: { a: number({}) } });
    const cells = Array.from({ length: 3000 }, (_, row) => (row === 2344 ? 'x' : '1'));
    const error = await caught('CELL_INVALID', () => rowsOf(table({ a: cells }), small));
    expect(error.violations.map(({ path }) => path)).toEqual([[2345, 'a']]);
  });

  it('speaks of one cell as one', async () => {
    const bad = { ...good, Lot_Area: ['1', '', '2'] };
    const error = await caught('CELL_INVALID', () => rowsOf(table(bad), contract));
    expect(error.message).toContain('got 1 cell that does not (rows');
    expect(error.message).toContain(`row 2, column 'Lot_Area': must be a whole number, got an empty cell.`);
  });
});

describe('labelledRowsOf', () => {
  it('gives the target with the rows and leaves out rows without one, bad cells and all', () => {
    const { rows, target, dropped } = labelledRowsOf(
      table({ ...good, Lot_Area: ['31770', 'abc', '1e3'], Sale_Price: ['215000', null, '172000.25'] }),
      contract,
    );
    expect(rows.map(({ lotArea }) => lotArea)).toEqual([31770, 1000]);
    expect(target).toEqual(Float64Array.of(215000, 172000.25));
    expect(dropped).toBe(1);
  });

  it('names the rows of the file also when rows before them are left out', async () => {
    const bad = { ...good, Sale_Price: [null, '1', '2'], Lot_Area: ['1', '2', 'x'] };
    const { violations } = await caught('CELL_INVALID', () => labelledRowsOf(table(bad), contract));
    expect(violations.map(({ path }) => path)).toEqual([[3, 'Lot_Area']]);
  });

  it('tells bad targets together with bad cells, in the order of the rows', async () => {
    const bad = { ...good, Sale_Price: ['1e999', '5', '12,5'], Lot_Area: ['1', 'x', '3'] };
    const { message, violations } = await caught('CELL_INVALID', () => labelledRowsOf(table(bad), contract));
    expect(violations.map(({ path, constraint }) => [...path, constraint])).toEqual([
      [1, 'Sale_Price', 'target'],
      [2, 'Lot_Area', 'type'],
      [3, 'Sale_Price', 'target'],
    ]);
    expect(message).toContain(`row 1, column 'Sale_Price': must be a finite number, got "1e999"`);
    const infinite = { ...good, Sale_Price: [1, Number.POSITIVE_INFINITY, 2] };
    await caught('CELL_INVALID', () => labelledRowsOf(table(infinite), contract));
  });

  it('names the column of the target with the other columns that are missing', async () => {
    const { Sale_Price: _target, Lot_Area: _area, ...others } = good;
    const { message } = await caught('COLUMN_MISSING', () => labelledRowsOf(table(others), contract));
    expect(message).toContain('got no "Lot_Area", "Sale_Price"');
  });

  it('refuses a table without any target', async () => {
    const none = { ...good, Sale_Price: [null, '', null] };
    const { message } = await caught('DATA_EMPTY', () => labelledRowsOf(table(none), contract));
    expect(message).toBe(
      '"data/ames.csv" must have at least one row with the target "Sale_Price", got 3 without.',
    );
  });

  describe('of a classification', () => {
    const credit = defineContract({
      ...house,
      features: { a: number({}) },
      task: classification({ target: 'status', source: 'Status', classes: ['bad', 'good', '1'] }),
    });
    const of = (status: Cell[]) => labelledRowsOf(table({ a: status.map(() => 1), Status: status }), credit);

    it('gives the index of the class, forgives spaces, and reads typed cells by their text', () => {
      expect(of(['good', 'bad', ' good ', 1, '1']).target).toEqual(Float64Array.of(1, 0, 1, 2, 2));
    });

    it('refuses classes that the contract does not know', async () => {
      const { message } = await caught('CELL_INVALID', () => of(['good', 'Good', true]));
      expect(message).toContain('2 cells');
      expect(message).toContain(`row 2, column 'Status': must be one of "bad", "good", "1", got "Good"`);
      expect(message).toContain(`row 3, column 'Status': must be one of "bad", "good", "1", got true`);
    });
  });
});
