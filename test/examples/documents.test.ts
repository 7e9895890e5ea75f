import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Served, serve } from '../support/served';
import { useTrainedRegistry } from '../support/trained-registry';

jest.setTimeout(60_000);

const folder = join(__dirname, '../../examples');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.slice(0, -'.graphql'.length));

function read(name: string): { readonly query: string; readonly variables: object } {
  const variables = join(folder, `${name}.variables.json`);
  return {
    query: readFileSync(join(folder, `${name}.graphql`), 'utf8'),
    variables: existsSync(variables) ? JSON.parse(readFileSync(variables, 'utf8')) : {},
  };
}

describe('the examples', () => {
  const location = useTrainedRegistry(0);
  let server: Served;

  beforeAll(async () => {
    server = await serve(location);
  });

  afterAll(async () => {
    server?.process.kill('SIGTERM');
    await server?.result;
  });

  it.each(names)('%s is answered without errors', async (name) => {
    const { query, variables } = read(name);
    const { data, errors } = await server.ask<object>(query, variables);
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data!)) expect(answer).toEqual(expect.anything());
  });

  it('have no variables without a document', () => {
    const variables = readdirSync(folder).filter((file) => file.endsWith('.variables.json'));
    expect(variables.length).toBeGreaterThan(0);
    for (const file of variables) expect(names).toContain(file.slice(0, -'.variables.json'.length));
  });

  it('are all in the table of the README', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect([...readme.matchAll(/\((\S+)\.graphql\)/g)].map(([, name]) => name).sort()).toEqual(names.sort());
  });

  it('can be sent from a shell', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(folder, 'send.mjs'),
      'predict-house-price',
      server.url,
    ]);
    const { predictHousePriceV1 } = JSON.parse(stdout).data;
    expect(predictHousePriceV1.modelVersion.id).toBe('house-price@1.0.0');
    expect(predictHousePriceV1.predictions).toHaveLength(2);
    for (const { salePrice } of predictHousePriceV1.predictions) {
      expect(salePrice).toBeGreaterThan(50_000);
      expect(salePrice).toBeLessThan(500_000);
    }
  });
});
