import { listed, shown } from '../../src/contract';

const circle: unknown[] = [];
circle.push(circle);
const ring: Record<string, unknown> = {};
ring.ring = ring;

describe('shown', () => {
  it.each<[unknown, string]>([
    ['text', '"text"'],
    ['two\nlines', '"two\\nlines"'],
    ['\u2028\u202e\u009b', '"\\u2028\\u202e\\u009b"'],
    ['\ud800', '"\\ud800"'],
    [5, '5'],
    [-0, '0'],
    [1e39, '1e+39'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [5n, '5n'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('a\nb'), 'a symbol'],
    [() => 'a\nb', 'a function'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'Invalid Date'],
    [[], '[]'],
    [{}, '{}'],
    [[1, 'a', [null]], '[1,"a",[null]]'],
    [{ a: 1, b: { c: [] } }, '{"a":1,"b":{"c":[]}}'],
    [{ a: undefined, b: 1n }, '{"a":undefined,"b":1n}'],
    [JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
    [Object.create(null), '{}'],
  ])('writes a value on one line (case %#)', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  it('says of plain JSON what JSON says', () => {
    const value = { a: [1, 2.5, -3, 'x"y\\', true, null], b: { 'c d': '\u0000\t' } };
    expect(shown(value)).toBe(JSON.stringify(value));
  });

  it.each<[string, unknown]>([
    ['a text', 'x'.repeat(10_000_000)],
    ['a list', Array.from({ length: 1_000_000 }, () => 1)],
    ['an object', Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, at]))],
    ['a key', { ['k'.repeat(1_000_000)]: 1 }],
    ['a nest', JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['a circle', circle],
    ['a circle of objects', ring],
    ['a big number', 10n ** 500n],
    ['escapes', '\u2028'.repeat(80)],
  ])('cuts %s that is too long', (_, value) => {
    expect(shown(value)).toMatch(/^[^\n]{80}…$/);
  });

  it('shows what just fits and cuts what just does not', () => {
    expect(shown('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`);
    expect(shown('x'.repeat(79))).toBe(`"${'x'.repeat(79)}…`);
  });

  it('does not cut a character in two', () => {
    for (const start of ['', 'x']) expect(shown(`${start}${'😀'.repeat(100)}`)).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('listed', () => {
  it.each<[string[], number | undefined, string]>([
    [[], undefined, 'none'],
    [['a'], undefined, 'a'],
    [['a', 'b', 'c'], 3, 'a, b, c'],
    [['a', 'b', 'c'], 2, 'a, b and 1 more'],
    [
      Array.from({ length: 15 }, (_, at) => `${at}`),
      undefined,
      '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more',
    ],
  ])('of %j, at most %p, is %s', (names, most, text) => {
    expect(listed(names, most)).toBe(text);
  });
});
