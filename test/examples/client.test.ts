import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Served, serve } from '../support/served';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { useTrainedRegistry } from '../support/trained-registry';

jest.setTimeout(120_000);

const root = join(__dirname, '../..');
const client = join(root, 'examples/client');
const folder = sharedTemporaryFolder();

/** Runs a program of node_modules/.bin; a failure is an error with all that it said. */
async function tool(name: string, ...args: readonly string[]): Promise<void> {
  await run(join(root, 'node_modules/.bin', name), args, { cwd: root }).catch((error) => {
    throw new Error(`${name} failed:\n${error.stdout}\n${error.stderr}`);
  });
}

const run = promisify(execFile);

beforeAll(() => tool('graphql-codegen', '--config', join(root, 'codegen.ts'), '--errors-only'));

describe('the typed client', () => {
  const location = useTrainedRegistry(0);
  let server: Served;

  beforeAll(async () => {
    server = await serve(location);
  });

  afterAll(async () => {
    server?.process.kill('SIGTERM');
    await server?.result;
  });

  it('compiles, asks the server and prints the price', async () => {
    await tool('tsc', '-p', client, '--noEmit', 'false', '--outDir', join(folder, 'out'));
    const { stdout } = await run(process.execPath, [join(folder, 'out/predict.js')], {
      // Compiled outside the package, it still uses the package's graphql.
      env: { ...process.env, PREDICTQL_URL: server.url, NODE_PATH: join(root, 'node_modules') },
    });
    const [, version, price] = /^house-price@(\S+): ([\d.]+) USD\n$/.exec(stdout) ?? [];
    expect(version).toBe('1.0.0');

    const { data } = await server.ask<{
      predictHousePriceV1: { predictions: { salePrice: number }[] };
    }>(oneHouse);
    expect(Number(price)).toBe(data?.predictHousePriceV1.predictions[0].salePrice);
  });
});

/** The house of the client in plain GraphQL. */
const oneHouse = `{
  predictHousePriceV1(inputs: {
    lotArea: 9978, neighborhood: Gilbert, dwelling: Two_Story_1946_and_Newer, buildingType: OneFam,
    houseStyle: Two_Story, overallCondition: Above_Average, yearBuilt: 1998, yearRemodeled: 1998,
    livingArea: 1604, firstFloorArea: 926, secondFloorArea: 678, fullBaths: 2, bedrooms: 3,
    basementArea: 926, garageCars: 2, yearSold: 2010
  }) { predictions { salePrice } }
}`;

describe('the types of the client', () => {
  const house = {
    lotArea: 9978,
    neighborhood: 'Gilbert',
    dwelling: 'Two_Story_1946_and_Newer',
    buildingType: 'OneFam',
    houseStyle: 'Two_Story',
    overallCondition: 'Above_Average',
    yearBuilt: 1998,
    yearRemodeled: 1998,
    livingArea: 1604,
    firstFloorArea: 926,
    secondFloorArea: 678,
    fullBaths: 2,
    bedrooms: 3,
    basementArea: 926,
    garageCars: 2,
    yearSold: 2010,
  };
  const { lotArea: _, ...withoutLot } = house;

  /** What the compiler says of houses, by the name of each. */
  async function complaints(houses: Readonly<Record<string, object>>): Promise<Map<string, string>> {
    const types = join(client, 'generated/graphql');
    mkdirSync(join(folder, 'types'), { recursive: true });
    const files = Object.entries(houses).map(([name, value]) => {
      const file = join(folder, 'types', `${name}.ts`);
      writeFileSync(
        file,
        `import type { HousePriceV1Input } from '${types}';\nexport const house: HousePriceV1Input = ${JSON.stringify(value)};\n`,
      );
      return file;
    });
    const output = await run(
      join(root, 'node_modules/.bin/tsc'),
      [
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--skipLibCheck',
        '--module',
        'Node16',
        '--types',
        '',
        ...files,
      ],
      { cwd: folder },
    ).then(
      ({ stdout }) => stdout,
      ({ stdout }) => stdout as string,
    );
    return new Map(
      [...output.matchAll(/(\w+)\.ts\(\d+,\d+\): (error .*)/g)].map(([, name, message]) => [name, message]),
    );
  }

  it('let right houses pass, and refuse wrong ones', async () => {
    const found = await complaints({
      right: house,
      withNullable: { ...house, fence: 'No_Fence', lotFrontage: null, centralAir: true },
      wrongCategory: { ...house, neighborhood: 'Atlantis' },
      missingField: withoutLot,
      wrongType: { ...house, bedrooms: '3' },
      unknownField: { ...house, bathrooms: 2 },
      nullInRequired: { ...house, yearBuilt: null },
    });
    expect([...found.keys()].sort()).toEqual(
      ['missingField', 'nullInRequired', 'unknownField', 'wrongCategory', 'wrongType'].sort(),
    );
    expect(found.get('wrongCategory')).toMatch(/"Atlantis"/);
    expect(found.get('missingField')).toMatch(/lotArea/);
    expect(found.get('unknownField')).toMatch(/bathrooms/);
  });
});
