import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { boolean, type Manifest, number, type Prediction, type Row } from '../../src/contract';
import { sampleRows } from '../support/sample-rows';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf, home, risk } from '../support/tiny-contracts';
import { directPrediction } from '../support/tiny-model';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

const homeV2 = contractOf({
  name: 'home',
  major: 2,
  features: { area: number({ nullable: true }), new: boolean({}) },
});

let registry: TinyRegistry;
let server: TestServer;
let versions: Record<'first' | 'second' | 'ofMajor2' | 'risk', Manifest>;

beforeAll(async () => {
  registry = await tinyRegistry();
  versions = {
    first: await publishTiny(registry.registry, home, { aliases: ['production'] }),
    second: await publishTiny(registry.registry, home, { shift: 3, aliases: ['staging'] }),
    ofMajor2: await publishTiny(registry.registry, homeV2, { shift: 5, aliases: ['production'] }),
    risk: await publishTiny(registry.registry, risk, { aliases: ['production'] }),
  };
  server = await testServer(registry.registry);
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

/** What ONNX Runtime makes of the rows with the file in the registry. */
async function direct({ model, version, contract }: Manifest, rows: readonly Row[]): Promise<Prediction> {
  return directPrediction(
    await readFile(join(registry.folder, model, version, 'model.onnx')),
    contract,
    rows,
  );
}

async function prices(manifest: Manifest, rows: readonly Row[]): Promise<number[]> {
  const prediction = await direct(manifest, rows);
  return prediction.task === 'regression' ? [...prediction.values] : [];
}

const query = `query ($inputs: [HomeV1Input!]!, $version: String! = "production") {
  predictHomeV1(inputs: $inputs, version: $version) { modelVersion { id } predictions { price } }
}`;

async function ask(inputs: unknown, version?: string) {
  const { data, errors, status } = await server.graphql(query, { inputs, version });
  expect(errors).toEqual([]);
  expect(status).toBe(200);
  return {
    id: data.predictHomeV1.modelVersion.id as string,
    prices: data.predictHomeV1.predictions.map(({ price }: { price: number }) => price) as number[],
  };
}

describe('predictions', () => {
  it.each([1, 2, 1000])('of %i rows are those of ONNX Runtime, in the order of the rows', async (count) => {
    const { prices: got } = await ask(sampleRows(home, count, 'name'));
    const wanted = await prices(versions.first, sampleRows(home, count));
    expect(got).toEqual(wanted);
    expect(new Set(wanted).size).toBeGreaterThan(count / 2);
  });

  it('follow a change of the order', async () => {
    const rows = sampleRows(home, 50, 'name');
    const { prices: there } = await ask(rows);
    const { prices: back } = await ask(rows.toReversed());
    expect(back).toEqual(there.toReversed());
  });

  it('of classes carry the label, its probability and those of all classes', async () => {
    const rows = sampleRows(risk, 100, 'name');
    const { data, errors } = await server.graphql(
      `query ($inputs: [RiskV1Input!]!) {
        predictRiskV1(inputs: $inputs) {
          predictions { label probability probabilities { label probability } }
        }
      }`,
      { inputs: rows },
    );
    expect(errors).toEqual([]);
    const prediction = await direct(versions.risk, sampleRows(risk, 100));
    if (prediction.task !== 'classification') throw new Error('it is a classification');
    const names = ['good', 'very_bad', 'gt_50_percent'];
    const wanted = Array.from(prediction.labels, (label, row) => {
      const probabilities = [...prediction.probabilities.data.subarray(row * 3, row * 3 + 3)];
      return {
        label: names[label],
        probability: probabilities[label],
        probabilities: probabilities.map((probability, at) => ({ label: names[at], probability })),
      };
    });
    expect(data.predictRiskV1.predictions).toEqual(wanted);
    expect(new Set(prediction.labels).size).toBeGreaterThan(1);
  });
});

describe('the version', () => {
  it.each<[string | undefined, 'first' | 'second']>([
    [undefined, 'first'],
    ['production', 'first'],
    ['staging', 'second'],
    ['1.0.0', 'first'],
    ['1.1.0', 'second'],
  ])('%s is the one that answers', async (version, wanted) => {
    const { id, prices: got } = await ask(sampleRows(home, 3, 'name'), version);
    expect(id).toBe(`home@${versions[wanted].version}`);
    expect(got).toEqual(await prices(versions[wanted], sampleRows(home, 3)));
  });

  it('may differ within one request, as may the model', async () => {
    const { data, errors } = await server.graphql(
      `query ($rows: [HomeV1Input!]!) {
        now: predictHomeV1(inputs: $rows) { ...prices }
        next: predictHomeV1(inputs: $rows, version: "staging") { ...prices }
        other: predictHomeV2(inputs: [{ area: 9, new: true }]) { predictions { y } modelVersion { id } }
        risk: predictRiskV1(inputs: [{ age: 30, job: self_employed }]) { predictions { label } }
      }
      fragment prices on HomeV1Result { predictions { price } }`,
      { rows: sampleRows(home, 4, 'name') },
    );
    expect(errors).toEqual([]);
    const pricesOf = ({ predictions }: { predictions: { price: number }[] }) =>
      predictions.map(({ price }) => price);
    expect(pricesOf(data.now)).toEqual(await prices(versions.first, sampleRows(home, 4)));
    expect(pricesOf(data.next)).toEqual(await prices(versions.second, sampleRows(home, 4)));
    expect(data.other).toEqual({
      predictions: [{ y: (await prices(versions.ofMajor2, [{ area: 9, new: true }]))[0] }],
      modelVersion: { id: 'home@2.0.0' },
    });
    expect(data.risk.predictions).toHaveLength(1);
  });

  it('that answers tells of itself', async () => {
    const { data, errors } = await server.graphql(
      `query ($inputs: [HomeV1Input!]!) {
        predictHomeV1(inputs: $inputs) {
          modelVersion {
            id version aliases createdAt
            model { name title description task aliases { alias major version } versions { id } contracts { major } }
            contract { major query deprecationReason features { name kind graphqlType nullable min max earliest categories { name value } } target { name task unit } }
            artifact { sha256 bytes irVersion operatorSets { domain version } }
            training { estimator parameters steps { step outputs } seed rows holdoutRows dataset { source sha256 } codeRevision seconds }
            assessment { metrics { name split value lower higherIsBetter unit } }
          }
        }
      }`,
      { inputs: sampleRows(home, 1, 'name') },
    );
    expect(errors).toEqual([]);
    const { modelVersion } = data.predictHomeV1;
    const { artifact, createdAt } = versions.first;
    expect(modelVersion).toMatchObject({
      id: 'home@1.0.0',
      aliases: ['production'],
      createdAt,
      model: {
        name: 'home',
        task: 'REGRESSION',
        aliases: [
          { alias: 'production', major: 1, version: '1.0.0' },
          { alias: 'staging', major: 1, version: '1.1.0' },
          { alias: 'production', major: 2, version: '2.0.0' },
        ],
        versions: [{ id: 'home@2.0.0' }, { id: 'home@1.1.0' }, { id: 'home@1.0.0' }],
        contracts: [{ major: 1 }, { major: 2 }],
      },
      artifact: {
        sha256: artifact.sha256,
        bytes: artifact.bytes,
        operatorSets: [{ domain: 'ai.onnx', version: 17 }],
      },
      training: { estimator: 'tiny', parameters: { shift: 0 }, seed: 7, codeRevision: null },
      assessment: { metrics: [{ name: 'rmse', split: 'holdout', value: 3, lower: null, unit: 'USD' }] },
    });
    expect(modelVersion.contract.query).toBe('predictHomeV1');
    expect(modelVersion.contract.features[0]).toEqual({
      name: 'area',
      kind: 'NUMBER',
      graphqlType: 'Float',
      nullable: false,
      min: 1,
      max: 1000,
      earliest: null,
      categories: null,
    });
    expect(modelVersion.contract.features[10]).toMatchObject({
      name: 'soldOn',
      kind: 'DATE',
      earliest: '2000-01-01',
    });
  });
});

describe('rows', () => {
  const [row] = sampleRows(home, 1, 'name');
  const required = Object.fromEntries(
    home.features.filter(({ nullable }) => !nullable).map(({ name }) => [name, row[name]]),
  );

  it('may leave nullable features out or say null', async () => {
    const nulls = Object.fromEntries(
      home.features.filter(({ nullable }) => nullable).map(({ name }) => [name, null]),
    );
    const { prices: got } = await ask([required, { ...required, ...nulls }, { ...required, pool: null }]);
    expect(new Set(got).size).toBe(1);
    const values = { ...required, street: 'Pave' };
    expect((await ask([values])).prices).toEqual(await prices(versions.first, [values]));
  });

  it('may be one object instead of a list', async () => {
    expect((await ask(required)).prices).toEqual((await ask([required])).prices);
  });

  it('may stand in the document', async () => {
    const literal =
      '{ area: 90, rooms: 4, residents: 3000000000, street: Wd_Sdng, garden: true, soldOn: "2020-05-06", city: "Graz" }';
    const value = {
      area: 90,
      rooms: 4,
      residents: 3e9,
      street: 'Wd Sdng',
      garden: true,
      soldOn: '2020-05-06',
      city: 'Graz',
    };
    const [wanted] = await prices(versions.first, [value]);
    for (const inputs of [literal, `[${literal}]`]) {
      const { data, errors } = await server.graphql(
        `{ predictHomeV1(inputs: ${inputs}) { predictions { price } } }`,
      );
      expect(errors).toEqual([]);
      expect(data.predictHomeV1.predictions).toEqual([{ price: wanted }]);
    }
    const partly = await server.graphql(
      `query ($area: Float!, $street: HomeV1Street!) {
        predictHomeV1(inputs: [${literal.replace('90', '$area').replace('Wd_Sdng', '$street')}]) { predictions { price } }
      }`,
      { area: 90, street: 'Wd_Sdng' },
    );
    expect(partly.data.predictHomeV1.predictions).toEqual([{ price: wanted }]);
  });
});

describe('models', () => {
  it('are listed with all they serve', async () => {
    const { data } = await server.graphql('{ models { name versions { version } } }');
    expect(data.models).toEqual([
      { name: 'home', versions: [{ version: '2.0.0' }, { version: '1.1.0' }, { version: '1.0.0' }] },
      { name: 'risk', versions: [{ version: '1.0.0' }] },
    ]);
  });

  it('are found by name, and none by another', async () => {
    const { data, errors } = await server.graphql(
      '{ risk: model(name: "risk") { title } none: model(name: "none") { title } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ risk: { title: 'Risk' }, none: null });
  });

  it.each<[string, string]>([
    ['name: "home"', 'home@2.0.0'],
    ['name: "home", version: "staging"', 'home@1.1.0'],
    ['name: "home", version: "1.0.0"', 'home@1.0.0'],
  ])('have versions: %s', async (given, id) => {
    const { data } = await server.graphql(`{ modelVersion(${given}) { id } }`);
    expect(data).toEqual({ modelVersion: { id } });
  });
});

describe('a version that is not there', () => {
  it.each<[string, string, string, string]>([
    [
      'predictHomeV1(inputs: { area: 90, rooms: 4, residents: 3, street: ONE, garden: true, soldOn: "2020-05-06" }, version: "canary") { predictions { price } }',
      'predictHomeV1',
      'VERSION_NOT_FOUND',
      'Model home v1 must have the version or alias "canary", got aliases production, staging and versions 1.1.0, 1.0.0. Ask for one of them.',
    ],
    [
      'predictHomeV2(inputs: { new: true }, version: "1.0.0") { predictions { y } }',
      'predictHomeV2',
      'VERSION_NOT_FOUND',
      'Model home v2 must have the version or alias "1.0.0", got aliases production and versions 2.0.0. Ask for one of them.',
    ],
    [
      'modelVersion(name: "home", version: "9.9.9") { id }',
      'modelVersion',
      'VERSION_NOT_FOUND',
      'Model home must have the version or alias "9.9.9", got aliases production, staging and versions 2.0.0, 1.1.0, 1.0.0. Ask for one of them.',
    ],
    [
      'modelVersion(name: "house") { id }',
      'modelVersion',
      'MODEL_NOT_FOUND',
      'The server must serve the model "house", got models home, risk. Ask for one of them.',
    ],
  ])('is told with what there is: %s', async (field, name, code, message) => {
    const { data, errors, status } = await server.graphql(`{ ${field} }`);
    // A field that may be null is an answer.
    expect(status).toBe(data === null ? 404 : 200);
    expect(errors).toMatchObject([{ message, path: [name], extensions: { code } }]);
  });
});
