import { daysSinceEpoch, matrix } from '../../../src/contract';
import { type Column, type DatePart, dateParts, everything, named } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitAlone, fitAndTransform, fitTransform } from './fit-alone';
import { describeStep } from './step-suite';

const _ = Number.NaN;
const dateColumn = (name: string): Column => ({ name, kind: 'date', features: [name] });
const parts: readonly DatePart[] = ['year', 'month', 'day', 'dayOfWeek', 'dayOfYear', 'quarter', 'isWeekend'];
const columns = [dateColumn('built'), numberColumn('area'), dateColumn('sold')];
const x = matrixOf([
  [daysSinceEpoch('1999-12-31'), 1, daysSinceEpoch('2024-02-29')],
  [_, 2, 0],
  [-1, 3, _],
]);
const later = matrixOf([
  [_, _, _],
  [daysSinceEpoch('1600-01-01'), 0, daysSinceEpoch('2400-12-31')],
  [0.75, 0, -0.25],
  [3.4e38, 0, Number.NEGATIVE_INFINITY],
]);

for (const part of parts) {
  describeStep(`dateParts of ${part}`, () => dateParts({ parts: [part] }), {
    columns,
    x,
    later,
    allMissing: 'missing',
  });
}
describeStep('dateParts of everything', () => dateParts({ parts, keepDates: true }), {
  columns,
  x,
  later,
  allMissing: 'missing',
});

/** The parts of a day by JavaScript's own calendar. */
function partsOf(day: number): number[] {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const dayOfWeek = date.getUTCDay() || 7;
  const newYear = new Date(0);
  newYear.setUTCFullYear(year);
  return [
    year,
    month,
    date.getUTCDate(),
    dayOfWeek,
    day - newYear.getTime() / 86_400_000 + 1,
    Math.ceil(month / 3),
    dayOfWeek >= 6 ? 1 : 0,
  ];
}

describe('dateParts', () => {
  const ofDays = async (days: readonly number[]) => {
    const data = { columns: [dateColumn('d')], x: matrix(Float32Array.from(days), days.length, 1) };
    return (await fitAndTransform(dateParts({ parts }), data)).data;
  };

  it('are those of every day from 1600 to 2400', async () => {
    const [first, last] = [daysSinceEpoch('1600-01-01'), daysSinceEpoch('2400-12-31')];
    const days = Array.from({ length: last - first + 1 }, (__, at) => first + at);
    expect(days).toHaveLength(292_560);
    expectSameNumbers(await ofDays(days), days.flatMap(partsOf));
  });

  it('are those of the turns of years and Februaries from 1 to 9999', async () => {
    const days = Array.from({ length: 9999 }, (__, at) => {
      const year = String(at + 1).padStart(4, '0');
      const march = daysSinceEpoch(`${year}-03-01`);
      return [daysSinceEpoch(`${year}-01-01`), march - 1, march, daysSinceEpoch(`${year}-12-31`)];
    }).flat();
    expectSameNumbers(await ofDays(days), days.flatMap(partsOf));
  });

  it('pay no heed to the time of day', async () => {
    expectSameNumbers(await ofDays([0.999, -0.001]), [...partsOf(0), ...partsOf(-1)]);
  });

  it('come part by part, in the order asked for', async () => {
    const step = dateParts({ parts: ['month', 'year'] });
    const fitted = await fitTransform(step, { columns, x });
    expect(fitted.outputs.map(({ name, kind, features }) => [name, kind, ...features])).toEqual([
      ['built month', 'number', 'built'],
      ['sold month', 'number', 'sold'],
      ['built year', 'number', 'built'],
      ['sold year', 'number', 'sold'],
    ]);
    expect(fitted.keepsInputs).toBe(false);
    expect(fitted.detail).toEqual({ parts: ['month', 'year'] });
    expectSameNumbers(rowsOf(await fitAndTransform(step, { columns, x }))[0], [12, 2, 1999, 2024]);
  });

  it('stand beside the dates when asked', async () => {
    const step = dateParts({ parts: ['year'], columns: named('sold'), keepDates: true });
    expect((await fitTransform(step, { columns, x })).keepsInputs).toBe(true);
  });

  it('are of dates', async () => {
    await expect(fitAlone(dateParts({ parts, columns: everything }), { columns, x })).rejects.toThrow(
      "Step 'date-parts' must read date columns, got 'area', a number column.",
    );
  });

  it.each([[[]], [['year', 'month', 'year']]])('are not %j', (wrong) => {
    expect(() => dateParts({ parts: wrong as DatePart[] })).toThrow(
      `Parameter 'parts' of step 'date-parts' must name parts, each once, got ${wrong.join(', ') || 'none'}.`,
    );
  });
});
