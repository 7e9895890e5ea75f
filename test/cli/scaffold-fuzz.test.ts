import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinition } from '../../src/cli/load-definition';
import { type Cell, defineContract, PredictqlError } from '../../src/contract';
import { discoverTable, labelledRowsOf, RandomSource } from '../../src/data';
import { tableText } from '../../src/data/write-table';
import { profileReport, profileTable } from '../../src/profile';
import { createContractCheck } from '../../src/resolvers';
import { scaffold } from '../../src/scaffold';
import { train } from '../../src/training';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(120_000);

const folder = sharedTemporaryFolder();

/** Pieces that names and texts are put together from. */
const pieces = [
  ...[
    'a',
    'b',
    'Ab',
    'id',
    'label',
    'value',
    'true',
    'null',
    'NA',
    '1',
    '0',
    '-1',
    '1e5',
    '2020-01-01',
    '00',
    '9',
  ],
  ...[
    ' ',
    '_',
    '-',
    '.',
    ',',
    ';',
    '"',
    "'",
    '`',
    '$',
    '{',
    '}',
    '<',
    '>',
    '&',
    '%',
    '*',
    '\\',
    '\n',
    '\t',
    '/',
  ],
  ...['é', 'ß', '数', 'ع', '😀', '\u202e', '\u200b', 'constructor', '__proto__', 'toString', '?'],
];

/** What a column may be made of: each gives one cell of a row. */
const makers: readonly ((random: RandomSource, row: number) => Cell)[] = [
  (random) => random.normal().toFixed(random.integer(5)),
  (random) => random.integer(5),
  (random) => random.integer(1_000_000),
  (_, row) => row,
  (random) => pick(random, ['Y', 'N']),
  (random) => pick(random, ['yes', 'No', 'TRUE', '0']),
  (random) => `20${10 + random.integer(15)}-0${1 + random.integer(9)}-1${random.integer(10)}`,
  (random) => `1${random.integer(9)}/0${1 + random.integer(9)}/2020`,
  (random) => pick(random, ['red', 'green ', ' green', 'Green']),
  (random) => `text ${random.integer(100)}`,
  (random) => random.next() * 10 ** (random.integer(90) - 45),
  (random) => `${random.integer(9)},${random.integer(10)}`,
  (random) => text(random),
  () => 'same',
  () => null,
  (random) => random.next() < 0.5,
];

function pick<T>(random: RandomSource, choices: readonly T[]): T {
  return choices[random.integer(choices.length)];
}

function text(random: RandomSource): string {
  return Array.from({ length: 1 + random.integer(4) }, () => pick(random, pieces)).join('');
}

/** A table of anything, mixed with anything now and then. */
function tableOf(random: RandomSource): { columns: string[]; rows: Cell[][] } {
  const columns = [...new Set(Array.from({ length: 2 + random.integer(10) }, () => text(random)))];
  const recipes = columns.map(() => ({
    make: pick(random, makers),
    other: pick(random, makers),
    share: pick(random, [0, 0, 0.02, 0.3]),
    gaps: pick(random, [0, 0, 0.1, 0.9]),
    nothing: pick(random, [null, 'NA', '?', 'None']),
  }));
  const rows = Array.from({ length: 1 + random.integer(300) }, (_, row) =>
    recipes.map(({ make, other, share, gaps, nothing }) => {
      if (random.next() < gaps) return nothing;
      return random.next() < share ? other(random, row) : make(random, row);
    }),
  );
  return { columns, rows };
}

/** What may be said of a table that no model can be learned from. */
const refusals = new Set(['INPUT_INVALID', 'SPLIT_INVALID', 'DATA_EMPTY']);

it.each(Array.from({ length: 80 }, (_, seed) => seed))(
  'a random table is learned or refused with a reason (%i)',
  async (seed) => {
    const random = new RandomSource(seed, 'scaffold');
    const { columns, rows } = tableOf(random);
    const format = pick(random, ['csv', 'json'] as const);
    const path = join(folder, `table-${seed}.${format}`);
    writeFileSync(path, tableText(format, columns, rows));
    const discovered = await discoverTable(path, { header: true });
    const target = pick(random, discovered.table.columns);
    expect(profileReport(profileTable(discovered), { title: path })).toContain('</html>');
    let written: string;
    try {
      written = scaffold(discovered, { target, name: `fuzz-${seed}`, dataPath: path }).text;
    } catch (error) {
      expect(error).toBeInstanceOf(PredictqlError);
      expect(refusals).toContain((error as PredictqlError).code);
      return;
    }
    const file = join(folder, `model-${seed}.ts`);
    writeFileSync(file, written.replace(/trees: \d+/, 'trees: 2'));
    const definition = loadDefinition(file);
    const contract = defineContract(definition);
    createContractCheck()(contract);
    labelledRowsOf(await discovered.readAs(definition.data), contract);
    const { golden } = await train(definition, { seed: 0 });
    expect(golden.rows.length).toBeGreaterThan(0);
  },
);
