import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue } from '../../src/contract';

const page = 'docs/errors.md';
const text = readFileSync(join(__dirname, '../..', page), 'utf8');

/** The tables of the page: the cells of each row that starts with a code. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()));
const documented = rows.map(([code]) => code.replaceAll('`', ''));
const known: Readonly<Record<string, string>> = errorCatalogue;
const codes = Object.keys(known);

/** A failure that says what to do is worth more than a difference of two lists. */
function assertNone(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

describe('docs/errors.md', () => {
  it('explains every code of the catalogue', () => {
    assertNone(
      codes
        .filter((code) => !documented.includes(code))
        .map((code) => {
          const before = codes[codes.indexOf(code) - 1];
          const place = before === undefined ? 'as the first row' : `after ${before}`;
          return `${code} is in src/contract/errors.ts but not explained: add it to ${page}, ${place}, in a row like\n| \`${code}\` | ${known[code]} | when it is raised | what to do |`;
        }),
    );
  });

  it('explains no code that is not in the catalogue', () => {
    assertNone(
      documented
        .filter((code) => !codes.includes(code))
        .map(
          (code) =>
            `${page} explains ${code}, which src/contract/errors.ts does not have: remove its row, or correct its spelling.`,
        ),
    );
  });

  it('explains each code once', () => {
    assertNone(
      documented
        .filter((code, at) => documented.indexOf(code) !== at)
        .map((code) => `${page} explains ${code} twice: remove one of its rows.`),
    );
  });

  it('explains the codes in the order of the catalogue', () => {
    const expected = codes.filter((code) => documented.includes(code));
    const found = documented.filter((code, at) => codes.includes(code) && documented.indexOf(code) === at);
    const at = found.findIndex((code, index) => code !== expected[index]);
    assertNone(
      at < 0
        ? []
        : [
            `${page} has ${found[at]} where ${expected[at]} belongs: move it there, as in src/contract/errors.ts.`,
          ],
    );
  });

  it('gives the meaning that the catalogue gives', () => {
    assertNone(
      rows
        .filter(([, meaning], at) => documented[at] in known && meaning !== known[documented[at]])
        .map(([code]) => {
          const meaning = known[code.replaceAll('`', '')];
          return `The meaning of ${code} in ${page} is not the one in src/contract/errors.ts: write "${meaning}"`;
        }),
    );
  });

  it('says of each code when it is raised and what to do', () => {
    assertNone(
      rows
        .filter((cells) => cells.length !== 4 || cells.some((cell) => cell === ''))
        .map(
          ([code]) => `The row of ${code} in ${page} must have four cells: code, meaning, when, what to do.`,
        ),
    );
  });
});
