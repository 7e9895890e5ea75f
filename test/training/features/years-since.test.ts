import { daysSinceEpoch } from '../../../src/contract';
import { type Column, yearsSince } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const dateColumn = (name: string): Column => ({ name, kind: 'date', features: [name] });
const day = daysSinceEpoch;
const columns = [
  numberColumn('built'),
  dateColumn('listed'),
  numberColumn('yearSold'),
  dateColumn('sold'),
  categoryColumn('roof', 'tin'),
];
const x = matrixOf([
  [1990, day('2009-12-01'), 2010, day('2010-07-01'), 0],
  [_, day('1990-01-01'), 2010, day('2020-01-01'), 0],
  [2010, _, _, _, 0],
  [1900, day('2010-07-02'), 1890, day('2010-07-01'), 0],
]);
const later = matrixOf([
  [_, _, _, _, _],
  [Number.POSITIVE_INFINITY, 3.4e38, -3.4e38, 0, 0],
]);

const steps = [
  ['years', { name: 'age', since: 'built', at: 'yearSold' }],
  ['dates', { name: 'age', since: 'listed', at: 'sold' }],
  ['a year and a date', { name: 'age', since: 'built', at: 'sold' }],
  ['a date and a year', { name: 'age', since: 'listed', at: 'yearSold' }],
  ['years and one year', { name: 'age', since: 'built', at: 2025 }],
  ['dates and one year', { name: 'age', since: 'sold', at: 2025 }],
] as const;

for (const [name, options] of steps) {
  describeStep(`yearsSince of ${name}`, () => yearsSince(options), {
    columns,
    x,
    later,
    allMissing: 'missing',
  });
}

describe('yearsSince', () => {
  const year = 365.2425;
  const expected = {
    years: [20, _, _, -10],
    dates: [212 / year, 30.0, _, -1 / year],
    'a year and a date': [20.5, _, _, 110.5],
    'a date and a year': [1 / 12, 20, _, -120.5],
    'years and one year': [35, _, 15, 125],
    'dates and one year': [14.5, 5, _, 14.5],
  };

  it.each(steps)('of %s', async (name, options) => {
    const made = await fitAndTransform(yearsSince(options), { columns, x });
    const isExact = !name.includes(' date') && !name.includes('dates and');
    // A year that is not the mean one puts a date off by a day or two; 2010-07-01 is not quite half of it.
    const tolerance = isExact && name !== 'dates' ? 0 : name === 'dates' ? 1e-4 : 3 / year;
    expectSameNumbers(made.data, expected[name], { tolerance, floor: 1 });
  });

  it('counts days between dates exactly', async () => {
    const made = await fitAndTransform(yearsSince({ name: 'age', since: 'listed', at: 'sold' }), {
      columns,
      x,
    });
    expectSameNumbers(
      made.data,
      [day('2010-07-01') - day('2009-12-01'), day('2020-01-01') - day('1990-01-01'), _, -1].map(
        (days) => days / year,
      ),
      { tolerance: tolerances.operator },
    );
  });

  it('stands beside the columns it comes from', async () => {
    const fitted = await fitTransform(yearsSince({ name: 'age', since: 'built', at: 'sold' }), {
      columns,
      x,
    });
    expect(fitted.outputs).toEqual([{ name: 'age', kind: 'number', features: ['built', 'sold'] }]);
    expect(fitted.keepsInputs).toBe(true);
    expect(fitted.detail).toEqual({ name: 'age', since: 'built', at: 'sold' });
  });

  it('reads years and dates', async () => {
    await expect(
      fitAlone(yearsSince({ name: 'age', since: 'roof', at: 2025 }), { columns, x }),
    ).rejects.toThrow("Step 'years-since' must read number, date columns, got 'roof', a category column.");
  });

  it('is told a year', () => {
    expect(() => yearsSince({ name: 'age', since: 'built', at: _ })).toThrow(
      "Parameter 'at' of step 'years-since' must be a finite year, got NaN.",
    );
  });
});
