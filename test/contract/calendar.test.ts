import { daysSinceEpoch } from '../../src/contract';

/** Whether a year has a 29th of February, by the rule and not by Date. */
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

describe('daysSinceEpoch', () => {
  it('counts every day of five hundred years, one after the other', () => {
    let expected = daysSinceEpoch('1700-01-01');
    for (let year = 1700; year < 2200; year++) {
      const lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
      for (const [month, length] of lengths.entries()) {
        for (let day = 1; day <= 31; day++) {
          const text = `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const found = daysSinceEpoch(text);
          if (!Object.is(found, day <= length ? expected++ : Number.NaN))
            throw new Error(`${text} is ${found}`);
        }
      }
    }
  });

  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11016],
    ['0000-01-01', -719528],
    ['9999-12-31', 2932896],
  ])('of %s is %d, exact in float32', (day, days) => {
    expect(daysSinceEpoch(day)).toBe(days);
    expect(Math.fround(days)).toBe(days);
  });

  it.each([
    '',
    '2023-02-30',
    '2023-00-01',
    '2023-13-01',
    '2023-1-1',
    '20230101',
    '2023-01-01T00:00:00Z',
    ' 2023-01-01',
    '2023-01-01\n',
    '+002023-01-01',
    '-2023-01-01',
    '٢٠٢٣-01-01',
    'today',
  ])('of %j is NaN', (text) => {
    expect(daysSinceEpoch(text)).toBeNaN();
  });
});
