import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/program';
import { openRegistry } from '../src/registry';
import { sampleRows } from './support/sample-rows';
import { type TestServer, testServer } from './support/test-server';
import { useTrainedRegistry } from './support/trained-registry';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code]) => code,
  );
}

describe('the README', () => {
  const location = useTrainedRegistry(0);
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer(await openRegistry(location, { mustExist: true }));
  });

  afterAll(() => server.close());

  const [query, comparison] = blocks('graphql');
  const [answer, refusal] = blocks('json').map((text) => JSON.parse(text));

  it('shows the true answer to its query', async () => {
    const { data, errors } = await server.graphql(query);
    expect(errors).toEqual([]);
    const { modelVersion, predictions } = data.predictHousePriceV1;
    const shown = answer.data.predictHousePriceV1;
    expect(modelVersion).toEqual(shown.modelVersion);
    // The last digits of a training differ between processors that add float32 in other orders.
    expect(predictions[0].salePrice / shown.predictions[0].salePrice).toBeCloseTo(1, 2);
  });

  it('compares versions in one request', async () => {
    const inputs = sampleRows(
      server.catalog.contracts.find(({ model }) => model === 'house-price')!,
      3,
      'name',
    );
    const { data, errors } = await server.graphql(comparison, { inputs });
    expect(errors).toEqual([]);
    expect(data.live.modelVersion.version).toBe('1.0.0');
    expect(data.live.values).toHaveLength(3);
    expect(data.first.values).toEqual(data.live.values);
  });

  it('shows the true answer to a bad request', async () => {
    const bad = query.replace('lotArea: 9600', 'lotArea: -5').replace('yearBuilt: 1962', 'yearBuilt: "1962"');
    const { status, text } = await server.graphql(bad);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual(refusal);
  });

  it('counts the features that its query leaves out', () => {
    const named = [...query.matchAll(/^ {8}(\w+):/gm)].length;
    const [model] = server.catalog.contracts.filter(({ model: name }) => name === 'house-price');
    expect(readme).toContain(`the ${model.features.length - named} features left out`);
  });

  it('names commands and options that exist', () => {
    const program = createProgram();
    for (const [, line] of readme.matchAll(/(?:^|`|npx )predictql ([a-z][^\n`]*)/gm)) {
      let command: Command | undefined = program;
      for (const word of line.split(' ').filter((text) => /^[a-z-]+$/.test(text))) {
        if (command !== program && command.commands.length === 0) break;
        command = command.commands.find((candidate) => candidate.name() === word);
        if (command === undefined) throw new Error(`predictql ${line}: there is no ${word}`);
      }
      const options = command.options.map(({ long }) => long);
      for (const [option] of line.matchAll(/--[a-z]+/g)) expect(options).toContain(option);
    }
  });

  it('links to files that exist', () => {
    for (const [, path] of readme.matchAll(/\]\((?!http)([^)]+)\)/g)) {
      expect(() => readFileSync(join(__dirname, '..', path))).not.toThrow(/ENOENT/);
    }
  });
});
