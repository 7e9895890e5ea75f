import { observed, ofKind, times } from './columns';

const nan = Number.NaN;

describe('a column of numbers', () => {
  it.each<[string, string[], number[]]>([
    ['whole', ['1', '-2', '+3'], [1, -2, 3]],
    ['with fractions', ['1.5', '.25', '2.'], [1.5, 0.25, 2]],
    ['scientific', ['1e3', '-2.5E-2', '3'], [1000, -0.025, 3]],
    ['between spaces', [' 1 ', '2', '\t3'], [1, 2, 3]],
  ])('is recognised: %s', (_, cells, values) => {
    const column = ofKind('number', cells);
    expect([...column.values]).toEqual(values);
    expect(column).toMatchObject({ min: Math.min(...values), max: Math.max(...values), strays: [] });
  });

  it('is whole when no cell has a fraction', () => {
    expect(ofKind('number', ['1', '2', '']).integer).toBe(true);
    expect(ofKind('number', ['1', '2.0', '']).integer).toBe(false);
    expect(ofKind('number', [1, 2, null]).integer).toBe(true);
    expect(ofKind('number', ['1e3', '5']).integer).toBe(false);
  });

  it('counts numbers, not spellings, as different', () => {
    expect(ofKind('number', ['1', '1.0', '01.00', '2.5']).distinct).toBe(2);
  });

  it.each([
    'NA',
    'n/a',
    'N/A',
    'NaN',
    'null',
    'NULL',
    '?',
    '-',
    '--',
    '.',
    '#N/A',
    '<NA>',
    '#DIV/0!',
    '',
    '  ',
  ])('has nothing where it says %j', (nothing) => {
    const column = ofKind('number', ['1', nothing, '2']);
    expect([...column.values]).toEqual([1, nan, 2]);
    expect(column.missing).toBe(1);
    expect(column.missingTexts).toEqual(nothing.trim() === '' ? [] : [nothing]);
    expect(column.strays).toEqual([]);
  });

  it('has a few strays, which count as missing', () => {
    const cells = [...times(38, String), 'n.k.', 'see note'];
    const column = ofKind('number', cells);
    expect(column).toMatchObject({ strays: ['n.k.', 'see note'], missing: 2, distinct: 38, integer: true });
    expect(column.values[39]).toBeNaN();
  });

  it('takes words for nothing in many rows, but no other texts', () => {
    expect(ofKind('number', ['None', 'None', 'None', '1', '2'])).toMatchObject({
      strays: ['None'],
      missing: 3,
    });
    expect(observed(['North', 'North', 'North', '1', '2']).kind).toBe('category');
  });

  it('takes numbers that no model can hold for strays', () => {
    const column = ofKind('number', [...times(30, String), '1e300', '1e999']);
    expect(column).toMatchObject({ strays: ['1e300', '1e999'], max: 29 });
  });

  it('is none when digits are codes', () => {
    expect(ofKind('category', ['00501', '10001']).notation).toEqual({
      looksLike: 'codes of digits such as "00501", whose zeros count',
      isQuantity: false,
    });
    expect(ofKind('category', ['90071992547409931', '5']).notation?.looksLike).toContain('beyond 2^53');
    expect(ofKind('number', ['0', '0.5', '-0']).kind).toBe('number');
    expect(ofKind('number', ['9007199254740991', '5']).kind).toBe('number');
  });

  it('may look like days', () => {
    expect(ofKind('number', ['20201231', '19990101']).notation).toContain('20201231');
    expect(ofKind('number', ['20201331', '19990101'])).not.toHaveProperty('notation');
  });
});

describe('a column of yes and no', () => {
  it.each([
    [
      ['Y', 'N', 'y'],
      [1, 0, 1],
    ],
    [
      ['yes', 'No', 'YES'],
      [1, 0, 1],
    ],
    [
      ['TRUE', 'false', 'True'],
      [1, 0, 1],
    ],
    [
      ['t', 'f'],
      [1, 0],
    ],
    [
      ['0', '1', '1'],
      [0, 1, 1],
    ],
    [
      [0, 1, null],
      [0, 1, nan],
    ],
    [
      [true, false, null],
      [1, 0, nan],
    ],
  ])('is recognised: %j', (cells, values) => {
    expect([...ofKind('boolean', cells).values]).toEqual(values);
  });

  it.each([
    ['one side only', ['Y', 'Y', '']],
    ['sides of two pairs', ['n', 't']],
    ['another text', ['Y', 'N', 'U']],
  ])('is none with %s', (_, cells) => {
    expect(observed(cells).kind).toBe('category');
  });

  it('is one of numbers when there are others or fractions', () => {
    expect(observed(['0', '1', '2']).kind).toBe('number');
    expect(observed(['0.0', '1.0']).kind).toBe('number');
  });

  it('has its spellings, those of no first', () => {
    const { levels } = ofKind('boolean', ['Yes', 'no', 'yes', 'yes']);
    expect(levels).toEqual([
      { text: 'no', count: 1 },
      { text: 'yes', count: 2 },
      { text: 'Yes', count: 1 },
    ]);
  });

  it('may have strays among digits', () => {
    const column = ofKind('boolean', [...times(30, (at) => String(at % 2)), 'unclear']);
    expect(column).toMatchObject({ strays: ['unclear'], missing: 1 });
  });
});

describe('a column of days', () => {
  it('is recognised, with and without a time', () => {
    expect([...ofKind('date', ['1970-01-02', '1969-12-31', '']).values]).toEqual([1, -1, nan]);
    expect(ofKind('date', ['1970-01-02', '1970-01-03']).hasTime).toBe(false);
    expect(ofKind('date', ['1970-01-02T10:00:00Z', '1970-01-03 23:59']).hasTime).toBe(true);
  });

  it('has days that do not exist as strays', () => {
    const cells = [
      ...times(28, (at) => `2024-01-${String(at + 1).padStart(2, '0')}`),
      '0000-00-00',
      '2023-02-30',
    ];
    expect(ofKind('date', cells)).toMatchObject({ strays: ['0000-00-00', '2023-02-30'], missing: 2 });
  });

  it.each(['31/12/2020', '12/31/20', '31.12.2020', '2020/12/31', '2020-1-5', '5 Mar 2020', 'March 5, 2020'])(
    'is one of texts when they are written as %s',
    (text) => {
      expect(ofKind('category', [text]).notation).toEqual({
        looksLike: `days that are not written as YYYY-MM-DD, such as ${JSON.stringify(text)}`,
        isQuantity: true,
      });
    },
  );
});

describe('a column of texts', () => {
  it('lists its texts, the most frequent first, without spaces around them', () => {
    const column = ofKind('category', ['b', ' a', 'a ', 'c', null]);
    expect(column.levels).toEqual([
      { text: 'a', count: 2 },
      { text: 'b', count: 1 },
      { text: 'c', count: 1 },
    ]);
    expect([...column.values]).toEqual([1, 0, 0, 2, nan]);
  });

  it.each([
    ['1,234', 'commas between their thousands'],
    ['1.234.567', 'dots between their thousands'],
    ['1 234', 'spaces between their thousands'],
    ['12 %', 'percent'],
    ['$5.00', 'currency'],
    ['12 kg', 'letters after them'],
    ['10:45', 'times of day'],
    ['[1, 2]', 'lists'],
  ])('that looks like %s says so', (text, expected) => {
    expect(ofKind('category', [text, text]).notation?.looksLike).toContain(expected);
  });

  it.each([
    ['red', 'blue'],
    ['A1', 'B2'],
    ['10:45', 'late', 'early'],
  ])('that looks like names says nothing: %s', (...texts) => {
    expect(ofKind('category', texts)).not.toHaveProperty('notation');
  });

  it('holds whatever mixture a typed file has', () => {
    expect(ofKind('category', [1, 'one', true]).levels.map(({ text }) => text)).toEqual(['1', 'one', 'true']);
  });
});

describe('a column of numbers without an exact text', () => {
  it('has them as strays among texts', () => {
    const column = ofKind('category', ['a', 'a', 1e20, 5]);
    expect(column).toMatchObject({ strays: ['100000000000000000000'], missing: 1, distinct: 2 });
    expect([...column.values]).toEqual([0, 0, nan, 1]);
  });

  it('cannot be used when there is nothing else, but texts can', () => {
    expect(observed([2 ** 60, 2 ** 61]).kind).toBe('unusable');
    expect(observed([String(2 ** 60), String(2 ** 61)]).kind).toBe('category');
    expect(observed([1e20, 1.5]).kind).toBe('number');
  });
});

describe('a column of nothing', () => {
  it('is empty, however it is written', () => {
    expect(ofKind('empty', [null, '', ' ', 'NA', '?'])).toMatchObject({
      missing: 5,
      missingTexts: ['NA', '?'],
    });
  });
});

describe('the fingerprint', () => {
  const fingerprint = (cells: readonly (string | null)[]) => ofKind('category', cells).fingerprint;

  it('is that of the texts and their places', () => {
    expect(fingerprint(['a', 'b', null])).toBe(fingerprint([' a', 'b ', 'NA']));
    expect(fingerprint(['a', 'b', null])).not.toBe(fingerprint(['b', 'a', null]));
    expect(fingerprint(['a', 'b', null])).not.toBe(fingerprint(['a', null, 'b']));
    expect(fingerprint(['ab', 'c'])).not.toBe(fingerprint(['a', 'bc']));
  });
});
