import { number } from '../../src/contract';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

const plain = contractOf({ features: { area: number({ min: 1, max: 100 }), rooms: number({ min: 0 }) } });

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, plain, { aliases: ['production'] });
  server = await testServer(registry.registry, { maxRows: 20 });
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

const query = `query ($inputs: [PlainV1Input!]!, $version: String! = "production") {
  tryPredictPlainV1(inputs: $inputs, version: $version) {
    ... on PlainV1Prediction { y }
    ... on InvalidRow { row violations { path constraint expected received message } }
  }
}`;

async function outcomes(inputs: readonly object[]) {
  const { data, errors, status } = await server.graphql(query, { inputs });
  expect(errors).toEqual([]);
  expect(status).toBe(200);
  return data.tryPredictPlainV1;
}

describe('tryPredict…', () => {
  const good = [1, 2, 3].map((area) => ({ area, rooms: area }));

  it('answers sound rows as the strict query does', async () => {
    const strict = await server.graphql(
      'query ($inputs: [PlainV1Input!]!) { predictPlainV1(inputs: $inputs) { predictions { y } } }',
      { inputs: good },
    );
    expect(await outcomes(good)).toEqual(strict.data.predictPlainV1.predictions);
  });

  it('tells of each bad row at its own place, every violation of it', async () => {
    const [first, second, third] = await outcomes(good);
    const bad = { area: 500, rooms: -1 };
    const answered = await outcomes([bad, good[0], bad, good[1], good[2]]);
    expect([answered[1], answered[3], answered[4]]).toEqual([first, second, third]);
    for (const row of [0, 2]) {
      expect(answered[row]).toEqual({
        row,
        violations: [
          {
            path: ['inputs', String(row), 'area'],
            constraint: 'max',
            expected: 'be at most 100',
            received: '500',
            message: "Feature 'area' of plain v1 must be at most 100, got 500.",
          },
          {
            path: ['inputs', String(row), 'rooms'],
            constraint: 'min',
            expected: 'be at least 0',
            received: '-1',
            message: "Feature 'rooms' of plain v1 must be at least 0, got -1.",
          },
        ],
      });
    }
  });

  it('answers when no row is sound', async () => {
    expect(await outcomes([{ area: 0, rooms: 0 }])).toMatchObject([{ row: 0 }]);
  });

  it('keeps all or nothing for what GraphQL itself refuses', async () => {
    const { status, errors } = await server.graphql(query, { inputs: [good[0], { area: 'x', rooms: -1 }] });
    expect(status).toBe(400);
    expect(errors[0].extensions.violations).toMatchObject([
      { path: ['inputs', 1, 'area'], constraint: 'type' },
      { path: ['inputs', 1, 'rooms'], constraint: 'min' },
    ]);
  });

  it.each([
    [0, 'minItems'],
    [21, 'maxItems'],
  ])('refuses %d rows', async (count, constraint) => {
    const { status, errors } = await server.graphql(query, { inputs: Array(count).fill(good[0]) });
    expect(status).toBe(400);
    expect(errors[0].extensions.violations).toMatchObject([{ path: ['inputs'], constraint }]);
  });
});
