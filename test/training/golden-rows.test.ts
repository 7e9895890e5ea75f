import {
  boolean,
  category,
  compileRowCheck,
  date,
  defineContract,
  number,
  type Row,
  regression,
} from '../../src/contract';
import { goldenRows } from '../../src/training/golden-rows';

const contract = defineContract({
  name: 'house',
  major: 1,
  title: 'House',
  task: regression({ target: 'price' }),
  features: {
    area: number({ min: 1, nullable: true }),
    rooms: number({ min: 0, max: 50 }),
    roof: category({ values: ['slate', 'tin', 'tar'] }),
    street: category({ values: ['Elm', 'Oak'], open: true, nullable: true }),
    garden: boolean({}),
    built: date({ max: '2030-01-01' }),
  },
});

function rowsOf(count: number): Row[] {
  return Array.from({ length: count }, (_, row) => ({
    area: row % 4 === 0 ? null : 100 + row,
    rooms: row % 9,
    roof: row % 2 === 0 ? 'tin' : 'slate',
    street: 'Elm',
    garden: row % 3 === 0,
    built: `19${10 + (row % 90)}-05-01`,
  }));
}

describe('goldenRows', () => {
  it.each([1, 5, 19, 20, 39, 40, 1000])('of %d rows satisfy the contract, feature for feature', (count) => {
    const golden = goldenRows(contract, rowsOf(count));
    expect(compileRowCheck(contract).violations(golden)).toEqual([]);
    expect(golden).toHaveLength(Math.min(count, 20) + 4);
    for (const row of golden) expect(Object.keys(row)).toEqual(contract.features.map(({ name }) => name));
  });

  it('sample the data from the first row to the last', () => {
    const rows = rowsOf(1000);
    expect(goldenRows(contract, rows).slice(0, 20)).toEqual(
      Array.from({ length: 20 }, (_, at) => rows[at * 50]),
    );
  });

  it('visit the corners that data seldom do', () => {
    const [missing, unseen, lowest, highest] = goldenRows(contract, rowsOf(40)).slice(-4);
    const first = { area: null, rooms: 0, roof: 'tin', street: 'Elm', garden: true, built: '1910-05-01' };
    expect(missing).toEqual({ ...first, area: null, street: null });
    expect(unseen).toEqual({ ...first, street: 'a value never seen' });
    // The contract's bounds where it has some, and else the data's.
    expect(lowest).toEqual({
      area: 1,
      rooms: 0,
      roof: 'slate',
      street: 'Elm',
      garden: false,
      built: '1910-05-01',
    });
    expect(highest).toEqual({
      area: 139,
      rooms: 50,
      roof: 'tar',
      street: 'Oak',
      garden: true,
      built: '2030-01-01',
    });
  });

  it('say nothing of limits that nobody knows', () => {
    const rows = rowsOf(1);
    expect(goldenRows(contract, rows).at(-1)).toMatchObject({ area: null });
  });
});
