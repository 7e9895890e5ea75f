import { randomSource } from '../contract/random-source';
import { type GraphqlAnswer, type TestServer, testServer } from '../support/test-server';
import { home } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

// Many requests, on machines that may be busy with other suites.
jest.setTimeout(60_000);

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, home, { aliases: ['production'] });
  server = await testServer(registry.registry);
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

/** What may be sent for a feature and what not; undefined leaves it out. */
interface Cells<T> {
  readonly good: readonly T[];
  readonly bad: readonly T[];
}

const rubbish: readonly unknown[] = [[], {}, [1], { a: 1 }];

/** As JSON. */
const jsonCells: Readonly<Record<string, Cells<unknown>>> = {
  area: { good: [1, 1000, 90.5], bad: [...rubbish, 0.5, 1001, '90', true, null, undefined, 1e39] },
  rooms: { good: [0, 50, 4.0], bad: [...rubbish, -1, 51, 4.5, '4', false, null, undefined, 2 ** 31] },
  floor: { good: [-3, 0, 2 ** 31 - 1, -(2 ** 31), null, undefined], bad: [...rubbish, 0.5, '3', 2 ** 31] },
  residents: { good: [0, 5e9, 3_000_000_000], bad: [...rubbish, 0.5, -1, 5e9 + 1, '5', null, undefined] },
  altitude: { good: [-0.5, 3e38, null, undefined], bad: [...rubbish, 1e39, -1e39, '5', true] },
  street: {
    good: ['Pave', 'Wd_Sdng', 'true_'],
    bad: [...rubbish, 'Wd Sdng', 'pave', '', 1, true, null, undefined],
  },
  heating: { good: ['gas', 'heat_pump', null, undefined], bad: [...rubbish, 'heat pump', 'GAS', 0] },
  city: { good: ['Ames', '', 'unseen', null, undefined], bad: [...rubbish, 5, true] },
  garden: { good: [true, false], bad: [...rubbish, 'true', 0, 1, null, undefined] },
  pool: { good: [true, null, undefined], bad: [...rubbish, 'false', 1] },
  soldOn: {
    good: ['2000-01-01', '2024-02-29', '2030-12-31'],
    bad: [...rubbish, '1999-12-31', '2031-01-01', '2023-02-30', '2020-1-1', 'today', 2020, null, undefined],
  },
  builtOn: { good: ['0001-01-01', '9999-12-31', null, undefined], bad: [...rubbish, '2023-02-30', 5, true] },
};

const wrong: readonly string[] = ['[]', '{}', '[1]', '{ a: 1 }'];
const none: readonly (string | undefined)[] = ['null', undefined];

/** As literals of a document. */
const literalCells: Readonly<Record<string, Cells<string | undefined>>> = {
  area: {
    good: ['1', '1000', '90.5', '9e1'],
    bad: [...wrong, ...none, '0', '1e999', '"90"', 'true', 'Pave'],
  },
  rooms: {
    good: ['0', '50'],
    bad: [...wrong, ...none, '-1', '51', '4.0', '4.5', '1e1', '"4"', '2147483648'],
  },
  floor: { good: [...none, '-3', '2147483647'], bad: [...wrong, '1.0', '2147483648', '"3"', 'FOO'] },
  residents: { good: ['0', '5e9', '3000000000', '3.0'], bad: [...wrong, ...none, '0.5', '-1', '"5"'] },
  altitude: { good: [...none, '-0.5', '3e38', '7'], bad: [...wrong, '1e39', '-1e999', '"5"', 'true'] },
  street: { good: ['Pave', 'Wd_Sdng', 'ONE'], bad: [...wrong, ...none, '"Pave"', 'pave', 'true', '1'] },
  heating: { good: [...none, 'gas', 'heat_pump'], bad: [...wrong, '"gas"', 'GAS', '0'] },
  city: { good: [...none, '"Ames"', '""', '"""block"""'], bad: [...wrong, 'Ames', '5', 'true'] },
  garden: { good: ['true', 'false'], bad: [...wrong, ...none, '"true"', '0', 'yes'] },
  pool: { good: [...none, 'true'], bad: [...wrong, '"false"', '1', 'FALSE'] },
  soldOn: {
    good: ['"2000-01-01"', '"2030-12-31"'],
    bad: [...wrong, ...none, '"1999-12-31"', '"2023-02-30"', '2020', 'today'],
  },
  builtOn: { good: [...none, '"0001-01-01"'], bad: [...wrong, '"2023-02-30"', '5', 'today'] },
};

/** Random rows of which it is known which fields are bad. */
function randomRows<T>(seed: number, cells: Readonly<Record<string, Cells<T>>>) {
  const random = randomSource(seed);
  const risk = random.pick([0, 0.05, 0.3]);
  const bad: string[] = [];
  const rows = Array.from({ length: random.whole(1, 3) }, (_, index) => {
    const row: Record<string, T> = {};
    for (const [name, { good, bad: wrongOnes }] of Object.entries(cells)) {
      const isBad = random.chance(risk);
      row[name] = random.pick(isBad ? wrongOnes : good);
      if (isBad) bad.push(`inputs.${index}.${name}`);
    }
    return row;
  });
  return { rows, bad };
}

function expectVerdict({ status, errors, text }: GraphqlAnswer, bad: readonly string[]): void {
  const paths = errors.flatMap(({ extensions }) =>
    (extensions.violations ?? [{ path: [extensions.code] }]).map(({ path }) => path.join('.')),
  );
  expect(paths).toEqual(bad);
  expect(status).toBe(bad.length === 0 ? 200 : 400);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(bad.length === 0 ? [] : ['BAD_USER_INPUT']);
  expect(text).not.toContain('INTERNAL');
}

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
const selection = '{ predictions { price } }';

describe('random rows', () => {
  it('in variables are refused exactly for what is wrong with them', async () => {
    for (const seed of seeds) {
      const { rows, bad } = randomRows(seed, jsonCells);
      const query = `query ($inputs: [HomeV1Input!]!) { predictHomeV1(inputs: $inputs) ${selection} }`;
      expectVerdict(await server.graphql(query, { inputs: rows }), bad);
    }
  });

  it('in the document are refused exactly for what is wrong with them', async () => {
    for (const seed of seeds) {
      const { rows, bad } = randomRows(seed, literalCells);
      const texts = rows.map((row) => {
        const fields = Object.entries(row).filter(([, text]) => text !== undefined);
        return `{ ${fields.map(([name, text]) => `${name}: ${text}`).join(', ')} }`;
      });
      expectVerdict(
        await server.graphql(`{ predictHomeV1(inputs: [${texts.join(', ')}]) ${selection} }`),
        bad,
      );
    }
  });

  it('leave no unexpected error in the log', () => {
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
