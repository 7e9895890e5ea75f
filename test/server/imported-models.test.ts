import type { ForeignModel } from '../support/foreign-models';
import { digits, fixedBatch, identifiers, passengers, unbatched } from '../support/foreign-models';
import { publishForeign } from '../support/publish-foreign';
import { type TestServer, testServer } from '../support/test-server';
import { type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let tiny: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  tiny = await tinyRegistry();
  for (const model of [passengers(), digits(), fixedBatch(), unbatched(), identifiers()]) {
    await publishForeign(tiny.registry, model);
  }
  server = await testServer(tiny.registry);
});

afterAll(async () => {
  await server.close();
  await tiny.remove();
});

/** The answers of the catalog's own predictor, which test/runtime holds against ONNX Runtime. */
async function predictor({ contract }: ForeignModel) {
  return server.catalog.predictor(server.catalog.manifest(contract.model, 'production'));
}

describe('imported models over GraphQL', () => {
  it('classify rows of texts, numbers and booleans', async () => {
    const model = passengers();
    const prediction = await (await predictor(model)).predict(model.rows);
    if (prediction.task !== 'classification') throw new Error('it is a classification');
    const { data, errors } = await server.graphql(
      `query ($rows: [PassengersV1Input!]!) {
        predictPassengersV1(inputs: $rows) {
          modelVersion { version training { seed } imported { file sha256 producer producerVersion cut } }
          predictions { label probability probabilities { label probability } }
        }
      }`,
      { rows: model.rows },
    );
    expect(errors).toEqual([]);
    const { modelVersion, predictions } = data.predictPassengersV1;
    expect(modelVersion).toEqual({
      version: '1.0.0',
      training: null,
      imported: {
        file: 'passengers.onnx',
        sha256: 'b'.repeat(64),
        producer: 'elsewhere',
        producerVersion: null,
        cut: [],
      },
    });
    const names = ['died', 'got_away'];
    expect(predictions).toEqual(
      Array.from(prediction.labels, (label, row) => {
        const [died, away] = prediction.probabilities.data.subarray(row * 2, row * 2 + 2);
        return {
          label: names[label],
          probability: [died, away][label],
          probabilities: [
            { label: 'died', probability: died },
            { label: 'got_away', probability: away },
          ],
        };
      }),
    );
  });

  it('take images as flat lists, and give tensors with their shape', async () => {
    const model = digits();
    const prediction = await (await predictor(model)).predict(model.rows);
    if (prediction.task !== 'tensors') throw new Error('they are tensors');
    const { data, errors } = await server.graphql(
      `query ($rows: [DigitsV1Input!]!) {
        predictDigitsV1(inputs: $rows) { predictions { scores best pixels { shape values } } }
      }`,
      { rows: model.rows },
    );
    expect(errors).toEqual([]);
    expect(data.predictDigitsV1.predictions).toEqual(
      prediction.rows.map(([scores, best, pixels]) => ({
        scores: Array.from(scores.data as Float32Array),
        best: String(best.data[0]),
        pixels: { shape: [28, 28], values: Array.from(pixels.data as Float32Array) },
      })),
    );
  });

  it('answer as many rows as are sent where the model takes one', async () => {
    const { data, errors } = await server.graphql(
      `{ predictFixedBatchV1(inputs: [{ a: 1, b: 2, c: 3 }, { a: 4, b: 5.5, c: 6 }]) { predictions { total } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.predictFixedBatchV1.predictions).toEqual([
      { total: Math.fround(6.1) },
      { total: Math.fround(15.6) },
    ]);
  });

  it('leave doubles as they are and take lists of any length, one value for a list of one', async () => {
    const { data, errors } = await server.graphql(
      `{ predictUnbatchedV1(inputs: [{ values: [1, 0.1], factor: 3 }, { values: 2e300, factor: 1 }]) {
        predictions { products length }
      } }`,
    );
    expect(errors).toEqual([]);
    expect(data.predictUnbatchedV1.predictions).toEqual([
      { products: [3, 0.1 * 3], length: '2' },
      { products: [2e300], length: '1' },
    ]);
  });

  it('take tensors of more elements than a request may have rows', async () => {
    const values = Array.from({ length: 5000 }, (_, at) => at / 7);
    const answers = await Promise.all([
      server.graphql(
        'query ($rows: [UnbatchedV1Input!]!) { predictUnbatchedV1(inputs: $rows) { predictions { products } } }',
        { rows: [{ values, factor: 1 }] },
      ),
      server.graphql(
        `query ($values: [Float!]!) {
          predictUnbatchedV1(inputs: [{ values: $values, factor: 1 }]) { predictions { products } }
        }`,
        { values },
      ),
      server.graphql(
        `{ predictUnbatchedV1(inputs: [{ values: [${values.join()}], factor: 1 }]) { predictions { products } } }`,
      ),
    ]);
    for (const { data, errors } of answers) {
      expect(errors).toEqual([]);
      expect(data.predictUnbatchedV1.predictions).toEqual([{ products: values }]);
    }
  });

  const identify = (inputs: string) => `{ predictIdentifiersV1(inputs: ${inputs}) {
    predictions { next greeting tokens words flags { shape values } }
  } }`;

  it('carry whole numbers of 64 bits with all digits, as texts and literals', async () => {
    const { data, errors } = await server.graphql(
      identify(`[
        { id: 9007199254740993, name: "Zoë", tokens: [1, "9223372036854775807"], words: ["a", "ü"], flags: [true, false] }
        { id: "-9007199254740993", name: "", tokens: -9223372036854775808, words: ["", "日本"], flags: [false, false] }
      ]`),
    );
    expect(errors).toEqual([]);
    expect(data.predictIdentifiersV1.predictions).toEqual([
      {
        next: ['18014398509481985'],
        greeting: 'Zoë',
        tokens: ['1', '9223372036854775807'],
        words: ['a', 'ü'],
        flags: { shape: [2, 1], values: [true, false] },
      },
      {
        next: ['-1'],
        greeting: '',
        tokens: ['-9223372036854775808'],
        words: ['', '日本'],
        flags: { shape: [2, 1], values: [false, false] },
      },
    ]);
  });

  it('answer the same when the query comes again, compiled by then', async () => {
    const { rows } = identifiers();
    const query = `query ($rows: [IdentifiersV1Input!]!) ${identify('$rows')}`;
    const answers = [];
    for (let time = 0; time < 4; time++) answers.push((await server.graphql(query, { rows })).data);
    expect(answers[0].predictIdentifiersV1.predictions).toHaveLength(3);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const { errors } = await server.graphql(query, { rows: [{ ...rows[0], id: 0.5, tokens: ['x'] }] });
    expect(errors[0].extensions.violations).toMatchObject([
      { path: ['inputs', 0, 'id'], constraint: 'integer' },
      { path: ['inputs', 0, 'tokens', 0], constraint: 'type' },
    ]);
  });

  it('refuse numbers that have lost digits on their way, and say to send a string', async () => {
    const query = `query ($id: BigInt!) ${identify('[{ id: $id, name: "x", tokens: [1], words: ["a", "b"], flags: [true, true] }]')}`;
    const { errors } = await server.graphql(query, { id: 9007199254740992 });
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      violations: [
        {
          path: ['inputs', 0, 'id'],
          constraint: 'exact',
          message:
            "Feature 'id' of identifiers v1 must be sent as a string: beyond 2^53 a number loses digits, got 9007199254740992.",
        },
      ],
    });
  });

  it('tell all that is wrong with rows of every kind at once', async () => {
    const { errors } = await server.graphql(
      identify(`[
        { id: 1.5, name: "a\\u0000b", tokens: [], words: ["a"], flags: [true, "false"] }
        { id: "9223372036854775808", name: "x", tokens: [9007199254740993, "x", 2], words: ["a", null], flags: true }
      ]`),
    );
    expect(errors).toHaveLength(1);
    const violations = errors[0].extensions.violations ?? [];
    expect(
      violations.map(({ path, constraint, received }) => [path.slice(1).join('.'), constraint, received]),
    ).toEqual([
      ['0.id', 'type', '1.5'],
      ['0.name', 'text', '"a\\u0000b"'],
      ['0.tokens', 'length', '[]'],
      ['0.words', 'length', '["a"]'],
      ['0.flags.1', 'type', '"false"'],
      ['1.id', 'range', '"9223372036854775808"'],
      ['1.tokens.1', 'type', '"x"'],
      ['1.words.1', 'type', 'null'],
      ['1.flags', 'length', '[true]'],
    ]);
  });

  it('tell which element of an image is out of its range', async () => {
    const [row] = digits().rows;
    const image = [...(row.image as readonly number[])];
    image[17] = 255.5;
    const { errors } = await server.graphql(
      'query ($rows: [DigitsV1Input!]!) { predictDigitsV1(inputs: $rows) { predictions { best } } }',
      { rows: [{ image }] },
    );
    expect(errors[0].message).toBe(
      "The inputs of digits@1.0.0 must satisfy their contract, got 1 violation. Feature 'image' of digits v1, element 18 must be at most 255, got 255.5.",
    );
    expect(errors[0].extensions.violations?.[0].path).toEqual(['inputs', 0, 'image', 17]);
  });

  it('fail a prediction that JSON cannot carry, naming output and row', async () => {
    const { errors } = await server.graphql(
      `{ predictUnbatchedV1(inputs: [{ values: [1], factor: 1 }, { values: [1, 1e300], factor: 1e300 }]) {
        predictions { products }
      } }`,
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      extensions: { code: 'PREDICTION_FAILED' },
      message: expect.stringContaining(
        "The prediction of unbatched@1.0.0 for row 2 must hold finite numbers in output 'products', got Infinity.",
      ),
    });
  });

  it('describe themselves', async () => {
    const { data, errors } = await server.graphql(
      `{ model(name: "identifiers") { task contracts {
        features { name kind graphqlType dtype shape nullable }
        target { task outputs { name source graphqlType dtype shape } }
      } } }`,
    );
    expect(errors).toEqual([]);
    const [{ features, target }] = data.model.contracts;
    expect(features).toEqual([
      { name: 'id', kind: 'NUMBER', graphqlType: 'BigInt', dtype: 'int64', shape: null, nullable: false },
      {
        name: 'name',
        kind: 'CATEGORY',
        graphqlType: 'String',
        dtype: 'string',
        shape: null,
        nullable: false,
      },
      {
        name: 'tokens',
        kind: 'TENSOR',
        graphqlType: '[BigInt!]',
        dtype: 'int64',
        shape: [null],
        nullable: false,
      },
      {
        name: 'words',
        kind: 'TENSOR',
        graphqlType: '[String!]',
        dtype: 'string',
        shape: [2],
        nullable: false,
      },
      {
        name: 'flags',
        kind: 'TENSOR',
        graphqlType: '[Boolean!]',
        dtype: 'bool',
        shape: [2, 1],
        nullable: false,
      },
    ]);
    expect(data.model.task).toBe('TENSORS');
    expect(target.outputs).toEqual([
      { name: 'next', source: 'next', graphqlType: '[BigInt!]', dtype: 'int64', shape: [1] },
      { name: 'greeting', source: 'greeting', graphqlType: 'String', dtype: 'string', shape: [] },
      { name: 'tokens', source: 'tokens_out', graphqlType: '[BigInt!]', dtype: 'int64', shape: [null] },
      { name: 'words', source: 'words_out', graphqlType: '[String!]', dtype: 'string', shape: [2] },
      { name: 'flags', source: 'flags_out', graphqlType: 'BooleanTensor', dtype: 'bool', shape: [2, 1] },
    ]);
  });
});
