import {
  type Columns,
  compileColumnsCheck,
  compileColumnsEncoder,
  compileEncoder,
  compileRowCheck,
  type Row,
  rowsOfColumns,
} from '../../src/contract';
import { home } from '../support/tiny-contracts';
import { randomContract } from './random-contract';
import { validRow } from './random-row';
import { forSeeds } from './random-source';

function columnsOf(rows: readonly Row[], names: readonly string[]): Columns {
  return Object.fromEntries(
    names.map((name) => [name, rows.map((row) => (Object.hasOwn(row, name) ? row[name] : null))]),
  );
}

describe('compileColumnsEncoder', () => {
  it('encodes columns as their rows, for contracts of every form', () => {
    forSeeds(50, (random) => {
      const contract = randomContract(random);
      const rows = Array.from({ length: random.whole(1, 20) }, () => validRow(contract, random));
      const names = contract.features.map(({ name }) => name);
      const columns = columnsOf(rows, names);
      expect(compileColumnsEncoder(contract)(columns, rows.length)).toEqual(compileEncoder(contract)(rows));
      expect(compileColumnsCheck(contract).violations(columns)).toEqual([]);
      expect(compileColumnsCheck(contract).rowsOf(columns)).toBe(rows.length);
    });
  });

  it('takes a nullable feature that is left out for missing in every row', () => {
    const encode = compileColumnsEncoder(home);
    const at = home.features.findIndex(({ name }) => name === 'altitude');
    for (const columns of [{}, { altitude: null }, { altitude: undefined }]) {
      const { data, columns: width } = encode(columns, 2);
      expect([data[at], data[width + at]]).toEqual([Number.NaN, Number.NaN]);
    }
  });
});

describe('rowsOfColumns', () => {
  it('makes rows in order and leaves out what was left out', () => {
    expect(rowsOfColumns({ area: [1, 2], floor: null, city: ['Wien', null] }, 2)).toEqual([
      { area: 1, city: 'Wien' },
      { area: 2, city: null },
    ]);
  });
});

describe('compileColumnsCheck', () => {
  const check = compileColumnsCheck(home);
  const fine = columnsOf(
    [
      { area: 90, rooms: 3, residents: 2, street: 'Pave', garden: true, soldOn: '2020-01-01' },
      { area: 80, rooms: 2, residents: 1, street: '<=50K', garden: false, soldOn: '2021-01-01' },
    ],
    home.features.map(({ name }) => name),
  );

  it('takes sound columns', () => {
    expect(check.violations(fine)).toEqual([]);
  });

  it('finds the same breaches as the check of rows, at the place in the column', () => {
    const columns = { ...fine, area: [0, null], rooms: [1.5, 'x'], street: ['Pave', 'Gone'] };
    const found = check.violations(columns, ['columns']);
    const ofRows = compileRowCheck(home).violations(rowsOfColumns(columns, 2));
    const key = (path: readonly (string | number)[]) => path.join(' ');
    expect(
      found.map(({ path, ...rest }) => ({ ...rest, path: key(path), message: '' })).sort(byPath),
    ).toEqual(
      ofRows
        .map(({ path: [row, name], ...rest }) => ({
          ...rest,
          path: key(['columns', name, row]),
          message: '',
        }))
        .sort(byPath),
    );
    expect(found[0].message).toBe("Feature 'area' of home v1, row 1 must be at least 1, got 0.");
  });

  it.each([
    ['a column that is too short', { area: [90] }, ['columns', 'area'], 'length'],
    ['a required column that is missing', { area: undefined }, ['columns', 'area'], 'required'],
    ['a required column that is null', { area: null }, ['columns', 'area'], 'required'],
    ['a name that is no feature', { roof: [1, 2] }, ['columns', 'roof'], 'unknown'],
  ])('refuses %s', (_, change, path, constraint) => {
    expect(check.violations({ ...fine, ...change }, ['columns'])).toMatchObject([{ path, constraint }]);
  });

  it('stops at a thousand', () => {
    const rows = 5000;
    const columns = { ...fine, area: Array.from({ length: rows }, () => -1) };
    expect(check.violations(columns)).toHaveLength(1000);
  });
});

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
