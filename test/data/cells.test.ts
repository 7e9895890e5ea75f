import {
  boolean,
  type Cell,
  type Contract,
  category,
  compileRowCheck,
  date,
  defineContract,
  type Feature,
  type FeatureSpecs,
  number,
  regression,
} from '../../src/contract';
import { CellMismatch, parseCell } from '../../src/data';

const contractOf = (features: FeatureSpecs): Contract =>
  defineContract({ name: 'test', major: 1, title: 'Test', task: regression({ target: 'truth' }), features });

const { features } = contractOf({
  float: number({ nullable: true }),
  int: number({ integer: true, nullable: true }),
  flag: boolean({ nullable: true }),
  janein: boolean({ nullable: true, spelling: { true: 'Ja', false: 'Nein' } }),
  day: date({ nullable: true }),
  text: category({ nullable: true, open: true }),
  colour: category({ nullable: true, values: ['red', 'green'] }),
});
const [float, int, flag, janein, day, text, colour] = features;

describe('parseCell', () => {
  it.each(features)('takes nothing and blanks for missing: $name', (feature) => {
    for (const raw of [null, undefined, '', '  ', '\t']) expect(parseCell(feature, raw)).toBeNull();
  });

  it.each<[Cell, number]>([
    ['12', 12],
    [' 12 ', 12],
    ['+12', 12],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['0012', 12],
    [7.25, 7.25],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])('reads the number %p', (raw, expected) => {
    expect(parseCell(float, raw)).toBe(expected);
  });

  it.each<Cell>([
    'abc',
    'NaN',
    'NA',
    'Infinity',
    '1e999',
    '-1e999',
    '0x10',
    '0b1',
    '1,234',
    '1,5',
    '1 000',
    '1_000',
    '12ft',
    '$5',
    '.',
    '+',
    'e5',
    '1e',
    '1.2.3',
    '--1',
    '١٢',
    true,
  ])('does not read %p as a number', (raw) => {
    expect(parseCell(float, raw)).toEqual(new CellMismatch('be a number'));
    expect(parseCell(int, raw)).toEqual(new CellMismatch('be a whole number'));
  });

  const long = { ...int, dtype: 'int64' } as Feature;

  it('reads whole numbers of 64 bits with all their digits', () => {
    expect(parseCell(long, ' 9007199254740993 ')).toBe('9007199254740993');
    expect(parseCell(long, '-12')).toBe(-12);
    expect(parseCell(long, 7)).toBe(7);
    expect(parseCell(long, '')).toBeNull();
    for (const raw of ['1e3', '1.0', '+1', true]) {
      expect(parseCell(long, raw)).toEqual(new CellMismatch('be a whole number in digits'));
    }
  });

  it('leaves it to the row check that a number is whole', () => {
    expect(parseCell(int, '3.0')).toBe(3);
    expect(parseCell(int, '3.5')).toBe(3.5);
  });

  it('reads the usual spellings of booleans in any case', () => {
    for (const raw of ['yes', 'Y', 'TRUE', 't', '1', ' True ', 1, true])
      expect(parseCell(flag, raw)).toBe(true);
    for (const raw of ['no', 'N', 'False', 'f', '0', 0, false]) expect(parseCell(flag, raw)).toBe(false);
    for (const raw of ['maybe', 'on', '2', 2, '-1', 'ja', 'yes no']) {
      expect(parseCell(flag, raw)).toEqual(
        new CellMismatch('be yes or no, y or n, true or false, t or f, 1 or 0'),
      );
    }
  });

  it("reads a feature's own spellings of booleans, and no others", () => {
    expect(parseCell(janein, 'Ja')).toBe(true);
    expect(parseCell(janein, ' Nein ')).toBe(false);
    expect(parseCell(janein, true)).toBe(true);
    for (const raw of ['ja', 'yes', '1', 1]) {
      expect(parseCell(janein, raw)).toEqual(new CellMismatch('be "Ja" or "Nein"'));
    }
  });

  it('reads days, and the day of a timestamp as it is written', () => {
    const days: readonly (readonly [string, string])[] = [
      ['2024-02-29', '2024-02-29'],
      [' 2024-02-29 ', '2024-02-29'],
      ['2024-02-29 00:00', '2024-02-29'],
      ['2024-02-29T23:59:59', '2024-02-29'],
      ['2024-02-29T23:59:59.999Z', '2024-02-29'],
      ['2024-02-29 23:30:00-05:00', '2024-02-29'],
    ];
    for (const [raw, expected] of days) expect(parseCell(day, raw)).toBe(expected);
    const none = [
      '2023-02-29',
      '2024-13-01',
      '29.02.2024',
      '2024/02/29',
      '20240229',
      '2024-2-29',
      '2024-02-29 25:00',
    ];
    for (const raw of [...none, '2024-02-29x', 45351, true]) {
      expect(parseCell(day, raw)).toEqual(
        new CellMismatch('be a day written as YYYY-MM-DD, with or without a time after it'),
      );
    }
  });

  it('leaves texts as they are, and takes the usual text of what is typed', () => {
    for (const raw of ['WD ', '007', 'NA', 'true']) expect(parseCell(text, raw)).toBe(raw);
    expect(parseCell(text, 20)).toBe('20');
    expect(parseCell(text, 0.5)).toBe('0.5');
    expect(parseCell(text, true)).toBe('true');
    expect(parseCell(colour, 'purple')).toBe('purple');
  });

  it('does not make a text of a number that a file held with other digits', () => {
    for (const raw of [2 ** 53, Number.POSITIVE_INFINITY])
      expect(parseCell(text, raw)).toBeInstanceOf(CellMismatch);
  });

  it('refuses only what the row check refuses as well, when it is left as it is', () => {
    const raws: Cell[] = [
      'abc',
      '1,2',
      '1e999',
      '0x1',
      'maybe',
      '2024-02-30',
      '2024-02-29T10:00',
      2,
      -1,
      2 ** 53,
    ];
    raws.push(true, false, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 45351, '١٢');
    let refused = 0;
    for (const feature of features) {
      const check = compileRowCheck({ ...contractOf({ y: number({}) }), features: [feature] });
      for (const raw of raws) {
        if (!(parseCell(feature, raw) instanceof CellMismatch)) continue;
        refused++;
        expect([feature.name, raw, check.accepts([{ [feature.name]: raw }])]).toEqual([
          feature.name,
          raw,
          false,
        ]);
      }
    }
    expect(refused).toBeGreaterThan(30);
  });
});
