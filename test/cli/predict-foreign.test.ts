import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { predictCommand } from '../../src/cli/predict';
import type { PredictqlError, Row } from '../../src/contract';
import { type ForeignModel, identifiers, passengers } from '../support/foreign-models';
import { memoryTerminal } from '../support/memory-terminal';
import { publishForeign } from '../support/publish-foreign';
import { type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let tiny: TinyRegistry;

beforeAll(async () => {
  tiny = await tinyRegistry();
  for (const model of [passengers(), identifiers()]) await publishForeign(tiny.registry, model);
});

afterAll(() => tiny.remove());

const path = (name: string) => join(tiny.folder, name);

async function predict(
  { contract }: ForeignModel,
  file: string,
  content: string,
  out?: string,
): Promise<string> {
  writeFileSync(path(file), content);
  const terminal = memoryTerminal({ json: true });
  await predictCommand(
    contract.model,
    { registry: tiny.folder, in: path(file), ...(out !== undefined && { out: path(out) }) },
    terminal,
  );
  return terminal.printed();
}

describe('predictql predict with a model from elsewhere', () => {
  const answers = [
    {
      next: ['9007199254740993'],
      greeting: 'Zoë',
      tokens: ['1', '2'],
      words: ['a', 'b'],
      flags: { shape: [2, 1], values: [true, false] },
    },
    {
      next: ['18014398509481985'],
      greeting: '',
      tokens: ['-9223372036854775808', '5'],
      words: ['ü', ''],
      flags: { shape: [2, 1], values: [false, false] },
    },
  ];

  it('reads tensors as JSON lists and prints them as GraphQL gives them', async () => {
    const { rows } = identifiers();
    const printed = await predict(identifiers(), 'rows.json', JSON.stringify(rows.slice(0, 2)));
    expect(JSON.parse(printed)).toEqual(answers);
  });

  it('writes them as JSON into CSV', async () => {
    const { rows } = identifiers();
    await predict(
      identifiers(),
      'rows.jsonl.json',
      rows.map((row) => JSON.stringify(row)).join('\n'),
      'out.csv',
    );
    expect(readFileSync(path('out.csv'), 'utf8').split('\n').slice(0, 3)).toEqual([
      'next,greeting,tokens,words,flags',
      '"[""9007199254740993""]",Zoë,"[""1"",""2""]","[""a"",""b""]","{""shape"":[2,1],""values"":[true,false]}"',
      '"[""18014398509481985""]","","[""-9223372036854775808"",""5""]","[""ü"",""""]","{""shape"":[2,1],""values"":[false,false]}"',
    ]);
  });

  it('refuses rows that break the contract, all of them at once', async () => {
    const [row] = identifiers().rows;
    const rows: Row[] = [row, { ...row, id: 2 ** 53, tokens: [] }, { ...row, words: ['a'] }];
    const error = await predict(identifiers(), 'bad.json', JSON.stringify(rows)).catch(
      (cause: PredictqlError) => cause,
    );
    expect(error).toMatchObject({
      code: 'ROWS_INVALID',
      violations: [{ path: [1, 'id'] }, { path: [1, 'tokens'] }, { path: [2, 'words'] }],
      message: expect.stringContaining('bad.json" must satisfy their contract, got 3 violations.'),
    });
  });

  it('says that tensors are not in a table', async () => {
    await expect(
      predict(identifiers(), 'rows.csv', 'id,name,tokens,words,flags\n1,x,"[1]","[""a""]","[true]"\n'),
    ).rejects.toThrow(/must be in a JSON file, where it is a list/);
  });

  it('refuses a file without rows', async () => {
    await expect(predict(identifiers(), 'none.json', '[]')).rejects.toMatchObject({ code: 'DATA_EMPTY' });
  });

  it('reads columns from CSV and from JSON alike', async () => {
    const { rows } = passengers();
    const fromJson = await predict(passengers(), 'columns.json', JSON.stringify(rows));
    const csv = rows
      .map(({ age, relatives, fare, sex, port, alone }) => [age, relatives, fare, sex, port, alone].join())
      .join('\n');
    expect(await predict(passengers(), 'columns.csv', `age,relatives,Fare,sex,port,alone\n${csv}\n`)).toBe(
      fromJson,
    );
    const labels = JSON.parse(fromJson).map(({ label }: { label: string }) => label);
    expect(new Set(labels)).toEqual(new Set(['died', 'got away']));
  });
});
