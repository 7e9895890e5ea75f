import type { Cell } from '../../src/contract';
import { RandomSource } from '../../src/data';
import { profileTable, type Warning } from '../../src/profile';
import { tableWith, times } from './columns';

const random = new RandomSource(3);
const numbers = (count: number) => times(count, () => Number(random.normal().toFixed(4)));

function warningsOf(columns: Readonly<Record<string, readonly Cell[]>>, target?: string): string[] {
  const { warnings } = profileTable(tableWith(columns), target === undefined ? {} : { target });
  const names = Object.keys(columns);
  return warnings.map(
    ({ severity, topic, column }: Warning) =>
      `${severity} ${topic}${column === undefined ? '' : `: ${names[column]}`}`,
  );
}

describe('profileTable', () => {
  const y = numbers(200);

  it('finds nothing in a clean table', () => {
    expect(warningsOf({ a: numbers(200), b: numbers(200), y }, 'y')).toEqual([]);
  });

  it.each<[string, readonly Cell[], string[]]>([
    ['a column that is the same everywhere', times(200, () => 'same'), ['medium constant: a']],
    ['an empty column', times(200, () => null), ['medium empty: a']],
    ['an identifier', times(200, (at) => at), ['medium identifier: a']],
    ['one value nearly everywhere', times(200, (at) => (at < 199 ? 0.5 : 1.5)), ['low nearly constant: a']],
    ['many gaps', times(200, (at) => (at % 3 === 0 ? y[200 - at - 1] + at : null)), ['medium missing: a']],
    ['strays', times(200, (at) => (at < 195 ? String(at % 31) : 'n.k.')), ['medium strays: a']],
    [
      'a number that stands for nothing',
      times(200, (at) => (at % 20 === 0 ? -999 : at % 7)),
      ['medium missing code: a'],
    ],
    ['days in another notation', times(200, (at) => `${(at % 20) + 10}/11/2020`), ['medium notation: a']],
    [
      'rare texts',
      times(200, (at) => (at < 2 ? 'rare' : at % 2 === 0 ? 'p' : 'q')),
      ['low rare categories: a'],
    ],
    [
      'two spellings',
      times(200, (at) => ['Yes, please', 'yes,  please', 'never'][at % 3]),
      ['medium spelling: a'],
    ],
    ['many texts', times(200, (at) => `text ${at % 90}`), ['low many categories: a']],
    ['a leak', y.map((value) => value * 2 + 1), ['high leak: a']],
  ])('finds %s', (_, a, expected) => {
    expect(warningsOf({ a, y }, 'y')).toEqual(expected);
  });

  it('finds rows and columns that are there twice', () => {
    const a = [...y.slice(0, 199), y[0]];
    expect(warningsOf({ a })).toEqual(['medium repeated rows']);
    expect(profileTable(tableWith({ a, b: a })).repeatedRows).toBe(1);
    expect(warningsOf({ a: y, b: y })).toEqual(['medium repeated column: b']);
  });

  it('finds what is wrong with the target', () => {
    const classes = times(200, (at) => (at < 4 ? 'rare' : at % 2 === 0 ? 'p' : 'q'));
    expect(warningsOf({ a: y, c: classes }, 'c')).toEqual(['medium small classes: c']);
    expect(
      warningsOf({ a: y, b: y.map((value, at) => (at < 5 ? null : value + numbers(1)[0] * 9)) }, 'b'),
    ).toEqual(['low rows without target: b']);
    // Every price may be another one.
    expect(warningsOf({ a: y, b: times(200, (at) => (at * 7919) % 10_007) }, 'b')).toEqual([]);
  });

  it('puts the gravest first', () => {
    const columns = {
      id: times(200, (at) => at),
      rare: times(200, (at) => (at < 1 ? 'r' : 'pq'[at % 2])),
      leak: y,
      y: y.map((v) => v * 3),
    };
    expect(warningsOf(columns, 'y').map((text) => text.split(' ')[0])).toEqual(['high', 'medium', 'low']);
  });

  it('correlates the target with the columns that say most about it', () => {
    const many = Object.fromEntries(
      times(60, (at) => [`c${at}`, at === 55 ? y.map((value) => value + 1) : numbers(200)]),
    );
    const { names } = profileTable(tableWith({ ...many, y }), { target: 'y' }).correlations;
    expect(names).toHaveLength(40);
    expect(names[0]).toBe('y');
    expect(names).toContain('c55');
  });

  it.each([
    ['an empty column', { a: [1, 2], y: [null, null] }],
    ['no column', { a: [1, 2] }],
  ])('refuses %s as the target', (_, columns) => {
    expect(() => profileTable(tableWith(columns), { target: 'y' })).toThrow(
      /^The target "y" must be a column that holds something/,
    );
  });
});
