import { runInNewContext } from 'node:vm';
import {
  callCode,
  codeLines,
  keyLiteral,
  lineWidth,
  listCode,
  objectCode,
  textLiteral,
} from '../../src/scaffold/literal';

const awkward = [
  'plain',
  "it's",
  'say "hi"',
  `both ' and "`,
  '`$' + '{x}`\\',
  'line\nend\r\t\u0000',
  '\u2028\u202e\ufeff\u200b',
  'naïve 数据 👍🏽',
  '\ud800',
  '',
];

describe('textLiteral', () => {
  it.each(awkward)('is the text when it runs: %j', (text) => {
    const literal = textLiteral(text);
    expect(runInNewContext(literal)).toBe(text);
    expect(literal).not.toMatch(/[\p{Cc}\u2028\u202e\u200b\ufeff]/u);
  });

  it('is in single quotes, unless double ones read better', () => {
    expect(textLiteral('say "hi"')).toBe(`'say "hi"'`);
    expect(textLiteral("it's")).toBe(`"it's"`);
    expect(textLiteral(`'"`)).toBe(`'\\'"'`);
  });
});

describe('keyLiteral', () => {
  it.each([...awkward, '__proto__', 'constructor', '1a', 'a-b', '$'])(
    'is the key when it runs: %j',
    (key) => {
      expect(runInNewContext(`Object.keys({ ${keyLiteral(key)}: 1 })[0]`)).toBe(key);
    },
  );

  it('has quotes where it needs them only', () => {
    expect(keyLiteral('lotArea')).toBe('lotArea');
    expect(keyLiteral('Lot Area')).toBe("'Lot Area'");
  });
});

describe('codeLines', () => {
  const code = (count: number) =>
    callCode(
      'f',
      "'a'",
      objectCode([
        ['values', listCode(Array.from({ length: count }, (_, at) => `'${'x'.repeat(25)}${at}'`))],
        ['left', undefined],
        ['open', 'true'],
      ]),
    );

  it('keeps what is short on one line', () => {
    expect(codeLines(code(1), '  ', ',')).toEqual([
      `  f('a', { values: ['xxxxxxxxxxxxxxxxxxxxxxxxx0'], open: true }),`,
    ]);
    expect(codeLines(callCode('f'), '')).toEqual(['f()']);
    expect(codeLines(callCode('f', objectCode([])), '')).toEqual(['f({})']);
  });

  it('breaks what is long, from the outside inwards', () => {
    expect(codeLines(code(3), '', ';')).toEqual([
      `f('a', {`,
      `  values: ['xxxxxxxxxxxxxxxxxxxxxxxxx0', 'xxxxxxxxxxxxxxxxxxxxxxxxx1', 'xxxxxxxxxxxxxxxxxxxxxxxxx2'],`,
      '  open: true,',
      '});',
    ]);
    const lines = codeLines(code(4), '', ';');
    expect(lines.slice(0, 3)).toEqual([`f('a', {`, '  values: [', `    'xxxxxxxxxxxxxxxxxxxxxxxxx0',`]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(lineWidth);
  });
});
