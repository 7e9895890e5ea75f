import { factList } from '../../src/cli/fact-list';
import { table } from '../../src/cli/table';
import { wrap } from '../../src/cli/wrap';

describe('wrap', () => {
  it('breaks at spaces, and leaves what does not fit whole', () => {
    expect(wrap('one two three four five', 30, 20)).toEqual(['one two three four', 'five']);
    expect(wrap('a'.repeat(40), 30)).toEqual(['a'.repeat(40)]);
    expect(wrap('', 30)).toEqual(['']);
    expect(wrap('never mind how long', Number.POSITIVE_INFINITY)).toEqual(['never mind how long']);
  });
});

describe('factList', () => {
  it('puts names in a column, and long facts below themselves', () => {
    const facts = [
      ['a', 'one two three four five six'],
      ['long', 'x\u001b[2J'],
    ] as const;
    expect(factList(facts, 28)).toBe(
      ['a     one two three four', '      five six', 'long  x\ufffd[2J'].join('\n'),
    );
  });
});

describe('a table that is wider than the screen', () => {
  it('breaks its last column', () => {
    const rows = [
      ['a', 'one two three four five'],
      ['b', 'six'],
    ];
    expect(table(['n', 'words'], rows, 24)).toBe(
      ['n  words', 'a  one two three four', '   five', 'b  six'].join('\n'),
    );
  });
});
