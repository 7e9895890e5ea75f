import { category, number } from '../../src/contract';
import { sampleRows } from '../support/sample-rows';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf, home, risk } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

const graded = contractOf({
  name: 'graded',
  features: { area: number({ min: 1 }), grade: category({ values: ['good', 'not good'] }) },
});

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  for (const contract of [home, risk, graded]) {
    await publishTiny(registry.registry, contract, { aliases: ['production'] });
  }
  server = await testServer(registry.registry, { maxRows: 50 });
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

const byRow = 'query ($inputs: [HomeV1Input!]!) { predictHomeV1(inputs: $inputs) { predictions { price } } }';
const byColumn =
  'query ($columns: HomeV1Columns!) { predictHomeV1Columns(columns: $columns) { modelVersion { id } values } }';

describe('predict…Columns', () => {
  const rows = sampleRows(home, 50, 'name');
  const columns = Object.fromEntries(
    home.features.map(({ name }) => [name, rows.map((row) => row[name] ?? null)]),
  );

  it('answers as the rows do, one value each and in order', async () => {
    const expected = (await server.graphql(byRow, { inputs: rows })).data.predictHomeV1.predictions;
    // The third answer comes by the express lane.
    for (const _ of [1, 2, 3]) {
      const { data, status } = await server.graphql(byColumn, { columns });
      expect(status).toBe(200);
      expect(data.predictHomeV1Columns.values).toEqual(expected.map(({ price }: { price: number }) => price));
      expect(data.predictHomeV1Columns.modelVersion.id).toBe('home@1.0.0');
    }
  });

  it('gives the labels and probabilities of classes as lists', async () => {
    const inputs = sampleRows(risk, 5, 'name');
    const { data } = await server.graphql(
      `query ($inputs: [RiskV1Input!]!) {
        predictRiskV1(inputs: $inputs) { labels probabilities predictions { label probabilities { probability } } }
      }`,
      { inputs },
    );
    const { labels, probabilities, predictions } = data.predictRiskV1;
    expect(labels).toEqual(predictions.map(({ label }: { label: string }) => label));
    expect(probabilities).toEqual(
      predictions.map((one: { probabilities: { probability: number }[] }) =>
        one.probabilities.map(({ probability }) => probability),
      ),
    );
  });

  it('carries ten times as many rows as objects may be, and no more', async () => {
    const ask = 'query ($c: GradedV1Columns!) { predictGradedV1Columns(columns: $c) { values } }';
    const of = (rowCount: number) => ({
      c: { area: Array(rowCount).fill(5), grade: Array(rowCount).fill('not_good') },
    });
    expect((await server.graphql(ask, of(500))).data.predictGradedV1Columns.values).toHaveLength(500);
    const { status, errors } = await server.graphql(ask, of(501));
    expect(status).toBe(400);
    expect(errors[0].message).toContain('must hold at most 500 rows, got 501');
  });

  it.each([
    ['a wrong type', { area: ['x'], grade: ['good'] }, ['columns', 'area', 0], 'type'],
    ['a value out of range', { area: [0], grade: ['good'] }, ['columns', 'area', 0], 'min'],
    ['a category spelt as in the data', { area: [1], grade: ['not good'] }, ['columns', 'grade', 0], 'enum'],
    ['columns of two lengths', { area: [1, 2], grade: ['good'] }, ['columns', 'grade'], 'length'],
    ['a missing column', { area: [1] }, ['columns', 'grade'], 'required'],
    ['an unknown column', { area: [1], grade: ['good'], roof: [1] }, ['columns', 'roof'], 'unknown'],
    ['no rows', { area: [], grade: [] }, ['columns'], 'minItems'],
    ['no columns', null, ['columns'], 'required'],
  ])('refuses %s, the first time and by the express lane', async (_, given, path, constraint) => {
    const ask = 'query ($c: GradedV1Columns!) { predictGradedV1Columns(columns: $c) { values } }';
    for (const _time of [1, 2, 3]) {
      const { status, errors } = await server.graphql(ask, { c: given });
      expect(status).toBe(400);
      expect(errors).toHaveLength(1);
      expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
      expect(errors[0].extensions.violations).toMatchObject([{ path, constraint }]);
    }
  });

  it('shows wrong literals as they were written', async () => {
    const { errors } = await server.graphql(
      '{ predictGradedV1Columns(columns: { area: [1, "2"], grade: [good, "good"] }) { values } }',
    );
    expect(errors[0].extensions.violations).toMatchObject([
      { path: ['columns', 'area', 1], received: '"2"' },
      { path: ['columns', 'grade', 1], received: '"good"' },
    ]);
  });
});
