import type { Cell } from '../../src/contract';
import { PredictqlError } from '../../src/contract';
import { RandomSource } from '../../src/data';
import { type Scaffold, type ScaffoldOptions, scaffold } from '../../src/scaffold';
import { tableWith, times } from '../profile/columns';

const random = new RandomSource(11);
const noise = times(200, () => Number(random.normal().toFixed(3)));
const categories = (texts: readonly string[], count = 200) => times(count, (at) => texts[at % texts.length]);

function made(
  columns: Readonly<Record<string, readonly Cell[]>>,
  options: Partial<ScaffoldOptions> = {},
): Scaffold {
  const discovered = { ...tableWith(columns), source: { format: 'csv', path: 'data.csv' } as const };
  const readAs = () => Promise.reject(new Error('It must not be read again.'));
  return scaffold({ ...discovered, readAs }, { target: 'y', name: 'test', dataPath: 'data.csv', ...options });
}

/** The line that declares a feature, with what stands above it. */
function featureIn({ text }: Scaffold, name: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`    ${name}: `));
  const start = lines.slice(0, at).findLastIndex((line) => !line.startsWith('    //')) + 1;
  const end = lines[at].endsWith('),')
    ? at
    : lines.findIndex((line, index) => index > at && /^ {4}\S/.test(line));
  return lines
    .slice(start, end + 1)
    .map((line) => line.trim())
    .join('\n');
}

const reasonOf = ({ leftOut }: Scaffold, column: string) =>
  leftOut.find((one) => one.column === column)?.reason;

describe('a feature', () => {
  const declared = (x: readonly Cell[], name = 'x', source = 'x') =>
    featureIn(made({ [source]: x, z: noise, y: [...noise].reverse() }), name);

  it.each<[string, readonly Cell[], string]>([
    ['numbers', noise, 'x: number({}),'],
    ['numbers from 0 up', noise.map(Math.abs), 'x: number({ min: 0 }),'],
    ['whole numbers', categories(['1', '2', '-3']), 'x: number({ integer: true }),'],
    [
      'whole numbers with gaps',
      categories(['1', '2', '']),
      'x: number({ min: 0, integer: true, nullable: true }),',
    ],
    ['yes and no', categories(['Y', 'N']), 'x: boolean({}),'],
    ['yes, no and gaps', categories(['yes', 'no', 'NA']), 'x: boolean({ nullable: true }),'],
    ['days', categories(['2020-01-01', '2021-01-01']), 'x: date({}),'],
    ['texts', categories(['red', 'green', 'red']), `x: category({ values: ['red', 'green'] }),`],
    ['texts with gaps', categories(['a', '?', 'b']), `x: category({ values: ['a', 'b'], nullable: true }),`],
    ['one text or none', categories(['a', '']), `x: category({ values: ['a'], nullable: true }),`],
    [
      'alike texts',
      categories(['a b', 'a-b']),
      `x: category({ values: ['a b', { value: 'a-b', name: 'a_b2' }] }),`,
    ],
  ])('of %s says so', (_, cells, expected) => {
    expect(declared(cells)).toBe(expected);
  });

  it('has its column as source where the name is another', () => {
    expect(declared(noise, 'lotArea', 'Lot Area')).toBe(`lotArea: number({ source: 'Lot Area' }),`);
  });

  it.each<[string, readonly Cell[], string, string]>([
    [
      '0 and 1',
      categories(['0', '1']),
      'Only 0 and 1 occur. If others may come, make it a number.',
      'boolean({})',
    ],
    ['numbers beyond Int', categories(['1', '5000000000']), 'beyond 2^31', 'number({ min: 0 })'],
    [
      'numbers beyond float32',
      categories(['1', '20000000']),
      'about seven digits',
      'number({ min: 0, integer: true })',
    ],
    [
      'times of day',
      categories(['2020-01-01 10:00', '2020-01-02 11:00']),
      'only the day is used',
      'date({})',
    ],
    [
      'strays',
      [...categories(['1', '5'], 190), ...categories(['n.k.'], 10)],
      'Counted as missing: "n.k.".',
      'nullable: true',
    ],
    [
      'times',
      categories(['10:00', '11:30']),
      'It looks like times of day, such as "10:00".',
      `values: ['10:00', '11:30']`,
    ],
    ['codes', categories(['00501', '10001']), 'whose zeros count', `values: ['00501', '10001']`],
  ])('of %s has a remark', (_, cells, remark, declaration) => {
    expect(declared(cells)).toContain(remark);
    expect(declared(cells)).toContain(declaration);
  });

  it('that gives the target away has a remark', () => {
    const result = made({ x: noise, y: noise.map((value) => value * 3) });
    expect(featureIn(result, 'x')).toMatch(
      /^\/\/ It all but gives the target away \(9\d %\): is it known when predicting\?\n/,
    );
    expect(result.remarks).toContainEqual(expect.stringContaining('"x": It all but gives the target away'));
  });

  it('is open where texts are many or some are rare', () => {
    const many = declared(times(200, (at) => `text ${at % 35}`));
    expect(many).toMatch(/^x: category\(\{\nvalues: \[/);
    expect(many).toMatch(/open: true,\n\}\),$/);
    const rare = declared([...categories(['a', 'b'], 195), 'c', 'd', 'e', 'f', 'g']);
    expect(rare).toBe(`x: category({ values: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], open: true }),`);
  });

  it('knows the most frequent of very many texts', () => {
    const cells = times(200, (at) => (at < 120 ? `big ${at % 4}` : `small ${at}`));
    expect(declared(cells)).toBe(
      `// Of 84 texts the 4 most frequent are known, 60 % of the rows; others count as unseen.\nx: category({ values: ['big 0', 'big 1', 'big 2', 'big 3'], open: true }),`,
    );
  });
});

describe('a column that is left out', () => {
  it.each<[string, readonly Cell[], string]>([
    ['it is empty', categories(['', 'NA']), 'it is empty'],
    ['it never changes', categories(['x']), 'it is the same in every row'],
    ['it counts the rows', times(200, (at) => at), 'it numbers the rows'],
    [
      'it names the rows',
      times(200, (at) => `row ${at}`),
      'every row has another text, as an identifier does',
    ],
    [
      'nearly every text is another',
      times(200, (at) => `row ${at % 150}`),
      '150 different texts in 200 rows teach nothing',
    ],
    [
      'its texts are rare',
      times(200, (at) => `row ${at % 95}`),
      'the most frequent of its 95 different texts are in few rows',
    ],
    [
      'its days are written in another way',
      times(200, (at) => `${(at % 28) + 1}/${(at % 11) + 1}/2020`),
      'it holds days that are not written as YYYY-MM-DD, such as "1/1/2020"; write them as plain numbers or as YYYY-MM-DD to use them',
    ],
    [
      'its numbers have a unit',
      times(200, (at) => `${at % 60} kg`),
      'it holds numbers with letters after them, such as "0 kg"; write',
    ],
  ])('is named with the reason: %s', (_, x, reason) => {
    const result = made({ x, z: noise, y: [...noise].reverse() });
    expect(reasonOf(result, 'x')).toMatch(new RegExp(`^${reason.replace(/[.()]/g, '\\$&')}`));
    expect(result.text).toContain('    // Left out:\n    //   "x": ');
    expect(result.features.map(({ name }) => name)).toEqual(['z']);
  });

  it('repeats another, or the target', () => {
    const result = made({
      a: noise,
      b: noise,
      c: times(200, (at) => at % 7),
      d: [...noise].reverse(),
      y: [...noise].reverse(),
    });
    expect(reasonOf(result, 'b')).toBe('it repeats "a" in every row');
    expect(reasonOf(result, 'd')).toBe('it repeats the target in every row');
  });

  it('never ends the comment that names it', () => {
    const { text } = made({ 'x\n} evil(); \u2028//': categories(['x']), z: noise, y: [...noise].reverse() });
    expect(text).not.toMatch(/^\s*} evil/m);
    const discovered = {
      ...tableWith({ x: noise, y: [...noise].reverse() }),
      remarks: ['one\n} evil();\u2028} evil();'],
    };
    const source = { format: 'csv', path: 'data.csv' } as const;
    const readAs = () => Promise.reject(new Error('It must not be read again.'));
    const options = { target: 'y', name: 'test', dataPath: 'data.csv' };
    expect(scaffold({ ...discovered, source, readAs }, options).text).toContain(
      '// one } evil(); } evil();\n',
    );
  });
});

describe('the target', () => {
  const taskOf = (y: readonly Cell[], options?: Partial<ScaffoldOptions>) => {
    const { text } = made({ x: [...noise].reverse().slice(0, y.length), y }, options);
    return text
      .slice(text.indexOf('  title:'))
      .split('\n')
      .slice(1, text.slice(text.indexOf('  title:')).split('\n').indexOf('  features: {'))
      .join('\n');
  };

  it.each<[string, readonly Cell[], string]>([
    ['numbers', noise, `task: regression({ target: 'y' }),`],
    [
      'positive numbers that lean to the right',
      noise.map((value) => Math.exp(value)),
      `task: regression({ target: 'y', transform: 'log' }),`,
    ],
    ['positive numbers that do not', noise.map((value) => value + 100), `task: regression({ target: 'y' }),`],
    [
      'texts',
      categories(['a', 'b', 'a', 'c']),
      `task: classification({ target: 'y', classes: ['a', 'b', 'c'] }),`,
    ],
    ['two texts', categories(['good', 'bad', 'good']), `classes: ['good', 'bad'], positive: 'bad' }),`],
    ['yes and no', categories(['Y', 'Y', 'N']), `classes: ['N', 'Y'], positive: 'Y' }),`],
    ['0 and 1', categories(['1', '0', '1']), `classes: ['0', '1'], positive: '1' }),`],
    ['typed yes and no', times(200, (at) => at % 3 === 0), `classes: [{ value: 'false', name: 'false_' }`],
  ])('of %s is learned as that', (_, y, expected) => {
    expect(taskOf(y)).toContain(expected.replace("{ value: 'false', name: 'false_' }", "'false'"));
  });

  it('says why 0 and 1 are classes, and what is done about skew', () => {
    expect(taskOf(categories(['1', '0', '1']))).toContain(
      '// The target is 0 or 1: the probability of each is learned.',
    );
    expect(taskOf(noise.map((value) => Math.exp(value)))).toContain(
      '// The target is positive and leans to the right',
    );
  });

  it('is what one says it is', () => {
    expect(taskOf(categories(['10', '9', '8']), { task: 'classification' })).toContain(
      `classes: ['8', '9', '10']`,
    );
    expect(taskOf(categories(['0', '1']), { task: 'regression' })).toContain(`regression({ target: 'y' })`);
  });

  it('is found by a name that is nearly its own', () => {
    expect(made({ x: noise, ' Sale Price': [...noise].reverse() }, { target: 'sale price ' }).text).toContain(
      `regression({ target: 'salePrice', source: ' Sale Price' })`,
    );
  });

  it('may be missing in some rows, which are not learned from', () => {
    const { text, rows } = made({
      x: noise,
      y: noise.map((value, at) => (at % 4 === 0 ? 'NA' : at === 1 ? 'n.k.' : value * 2 + 1)),
    });
    expect(rows).toBe(149);
    expect(text).toContain(`data: csv('data.csv', { missing: ['NA'], missingIn: { y: ['n.k.'] } }),`);
  });

  it('leaves out the rows of a class that is too rare to be in both parts of a split', () => {
    const { text, rows } = made({ x: noise, y: [...categories(['a', 'b'], 199), 'c'] });
    expect(rows).toBe(199);
    expect(text).toContain(`classes: ['a', 'b']`);
    expect(text).toContain('// Too few rows to learn from, and left out: "c".');
    expect(text).toContain(`missingIn: { y: ['c'] }`);
  });

  it.each<[string, readonly Cell[], Partial<ScaffoldOptions>, string]>([
    ['the same everywhere', categories(['5']), {}, 'must differ from row to row, got 5 in every row'],
    [
      'the same text everywhere',
      categories(['a', '']),
      {},
      'must differ from row to row, got "a" in every row',
    ],
    ['empty', categories(['', '?']), {}, 'must hold something, got nothing in any row'],
    ['days', categories(['2020-01-01', '2020-01-02']), {}, 'must hold numbers or classes, got days'],
    ['names', times(200, (at) => `row ${at}`), {}, 'got 200 different texts in 200 rows'],
    ['numbers in another spelling', times(200, (at) => `$${at % 150}.00`), {}, 'currency, such as "$0.00"'],
    [
      'texts for a regression',
      categories(['a', 'b']),
      { task: 'regression' },
      'must hold numbers for a regression, got texts such as "a"',
    ],
    [
      'numbers without end for a classification',
      noise,
      { task: 'classification' },
      'up to 200 texts that each are in several rows',
    ],
  ])('is refused when it is %s', (_, y, options, message) => {
    const attempt = () => made({ x: noise, y }, options);
    expect(attempt).toThrow(PredictqlError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(/^The target "y" must /);
  });

  it('is refused when it is in too few rows to hold some out', () => {
    expect(() => made({ x: [1, 2, 3, 3], y: [1, 2, 3, 5] })).toThrow(
      expect.objectContaining({ code: 'SPLIT_INVALID' }),
    );
    expect(() => made({ x: noise.slice(0, 8), y: categories(['a', 'b'], 8) })).toThrow(PredictqlError);
  });

  it('is refused when there is nothing to predict it from', () => {
    expect(() => made({ x: categories(['a']), y: noise })).toThrow(
      'must have a column to predict the target from, got "x": it is the same in every row.',
    );
  });

  it('must be a column', () => {
    expect(() => made({ x: noise }, { target: 'z' })).toThrow('must have a column "z", got "x".');
  });
});

describe('the file', () => {
  it('reads as somebody would have written it', () => {
    const { text } = made(
      {
        'Lot Area': noise.map((value) => Math.abs(value)),
        colour: categories(['red', 'green', 'NA']),
        id: times(200, (at) => at),
        y: noise.map((value, at) => Math.exp(value) + (at % 3)),
      },
      { name: 'house-price', dataPath: '../data.csv' },
    );
    expect(text).toMatchSnapshot();
  });

  it.each([
    ['house-price', 'housePrice'],
    ['class', 'classModel'],
    ['number', 'numberModel'],
    ['csv', 'csvModel'],
    ['a-1', 'a1'],
  ])('exports %s as %s', (name, constant) => {
    expect(made({ x: noise, y: [...noise].reverse() }, { name }).text).toContain(
      `export const ${constant} = defineModel({`,
    );
  });

  it('refuses a name that no model may have', () => {
    expect(() => made({ x: noise, y: noise }, { name: 'House Price' })).toThrow(
      expect.objectContaining({ code: 'NAME_INVALID' }),
    );
  });

  it('grows larger trees on more rows', () => {
    const treesFor = (count: number, y: (at: number) => Cell) => {
      const x = times(count, (at) => ((at * 37) % 101) + 0.5);
      const [, settings] = /boosting\(\{([^}]*)\}\)/.exec(made({ x, y: times(count, y) }).text) ?? [];
      return Object.fromEntries((settings ?? '').split(',').map((entry) => entry.trim().split(': ')));
    };
    const number = (at: number) => (at * 31) % 103;
    expect(Number(treesFor(100, number).maxDepth)).toBeLessThan(Number(treesFor(5000, number).maxDepth));
    const two = (at: number) => ['a', 'b'][at % 2];
    const five = (at: number) => ['a', 'b', 'c', 'd', 'e'][at % 5];
    expect(Number(treesFor(2000, five).trees)).toBeLessThan(Number(treesFor(2000, two).trees));
  });
});
