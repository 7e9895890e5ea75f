import type { GraphqlAnswer } from '../support/test-server';
import { brief, expectBadInput, useServerOfTwoModels, validHome as valid } from './bad-answers';

const server = useServerOfTwoModels();

const query = 'query ($inputs: [HomeV1Input!]!) { predictHomeV1(inputs: $inputs) { predictions { price } } }';

function ask(inputs: unknown): Promise<GraphqlAnswer> {
  return server().graphql(query, { inputs });
}

describe('a value in a variable', () => {
  it.each<[string, object, string]>([
    ['null for a required feature', { area: null }, 'inputs.0.area required null'],
    ['nothing for a required feature', { area: undefined }, 'inputs.0.area required nothing'],
    ['a text for a number', { area: '90' }, 'inputs.0.area type "90"'],
    ['a text for a whole number', { rooms: '4' }, 'inputs.0.rooms type "4"'],
    ['a fraction for a whole number', { rooms: 4.5 }, 'inputs.0.rooms integer 4.5'],
    ['a fraction for a whole number beyond int32', { residents: 0.5 }, 'inputs.0.residents integer 0.5'],
    ['a number below its range', { area: -5 }, 'inputs.0.area min -5'],
    ['a number above its range', { area: 1001 }, 'inputs.0.area max 1001'],
    ['a whole number above int32', { floor: 2 ** 31 }, 'inputs.0.floor max 2147483648'],
    ['a whole number below int32', { floor: -(2 ** 31) - 1 }, 'inputs.0.floor min -2147483649'],
    ['a number beyond float32', { altitude: 1e39 }, 'inputs.0.altitude finite 1e+39'],
    ['a number for a text', { city: 5 }, 'inputs.0.city type 5'],
    ['a category by the spelling of the data', { street: 'Wd Sdng' }, 'inputs.0.street enum "Wd Sdng"'],
    ['an unknown category', { street: 'Gravel' }, 'inputs.0.street enum "Gravel"'],
    ['a number for a category', { street: 1 }, 'inputs.0.street type 1'],
    ['a text for a boolean', { garden: 'true' }, 'inputs.0.garden type "true"'],
    ['a number for a boolean', { pool: 1 }, 'inputs.0.pool type 1'],
    ['a day that does not exist', { soldOn: '2023-02-30' }, 'inputs.0.soldOn type "2023-02-30"'],
    ['a day too early', { soldOn: '1999-12-31' }, 'inputs.0.soldOn min "1999-12-31"'],
    ['a day too late', { soldOn: '2031-01-01' }, 'inputs.0.soldOn max "2031-01-01"'],
    ['a list for a number', { area: [90] }, 'inputs.0.area type [90]'],
    ['an object for a text', { city: { name: 'Ames' } }, 'inputs.0.city type {"name":"Ames"}'],
    ['an unknown field', { colour: 'red' }, 'inputs.0.colour unknown "colour"'],
  ])('%s', async (_, change, expected) => {
    const answer = await ask([{ ...valid, ...change }]);
    expectBadInput(answer);
    expect(brief(answer)).toEqual([expected]);
  });

  it('infinite by way of JSON', async () => {
    const { app } = server();
    const rows = JSON.stringify([{ ...valid, area: 0.25 }]).replace('0.25', '1e999');
    const payload = `{"query":${JSON.stringify(query)},"variables":{"inputs":${rows}}}`;
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    const [{ extensions }] = response.json().errors;
    expect(response.statusCode).toBe(400);
    expect(extensions.violations).toHaveLength(1);
    expect(extensions.violations[0]).toMatchObject({ constraint: 'finite', received: 'Infinity' });
  });

  it('that is not JSON at all never gets that far', async () => {
    const response = await server().app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: `{"query":"{ models { name } }","variables":{"inputs":[{"area":NaN}]}}`,
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

describe('the rows as a whole', () => {
  it.each<[string, unknown, string[]]>([
    ['null', null, ['inputs required null']],
    ['left out', undefined, ['inputs required nothing']],
    ['a number', 5, ['inputs.0 type 5']],
    ['a text', 'rows', ['inputs.0 type "rows"']],
    ['none', [], ['inputs minItems 0']],
    ['a list of null', [null], ['inputs.0 type null']],
    ['a list of lists', [[5]], ['inputs.0 type [5]']],
    ['not all objects', [valid, 5, valid], ['inputs.1 type 5']],
    ['too many', new Array(1001).fill(valid), ['inputs maxItems 1001']],
    [
      'too many, one of them out of range',
      [...new Array(1000).fill(valid), { ...valid, area: -1 }],
      ['inputs maxItems 1001', 'inputs.1000.area min -1'],
    ],
    [
      'too many, one of them of a wrong type',
      [...new Array(1000).fill(valid), { ...valid, area: 'wide' }],
      ['inputs maxItems 1001', 'inputs.1000.area type "wide"'],
    ],
  ])('%s', async (_, inputs, expected) => {
    const answer = await ask(inputs);
    expectBadInput(answer);
    expect(brief(answer)).toEqual(expected);
  });
});

describe('several violations', () => {
  it('of types and of ranges come together, in the order of the rows and features', async () => {
    const rows = [
      { ...valid, area: -5, street: 'Gravel' },
      valid,
      { ...valid, rooms: 'four', altitude: 1e39, colour: 'red' },
      { ...valid, garden: null },
    ];
    const answer = await ask(rows);
    expectBadInput(answer);
    expect(brief(answer)).toEqual([
      'inputs.0.area min -5',
      'inputs.0.street enum "Gravel"',
      'inputs.2.rooms type "four"',
      'inputs.2.altitude finite 1e+39',
      'inputs.2.colour unknown "colour"',
      'inputs.3.garden required null',
    ]);
    expect(answer.errors[0]).toMatchObject({
      path: ['predictHomeV1'],
      locations: [{ line: 1, column: 36 }],
      message:
        "The inputs of home v1 must satisfy their contract, got 6 violations. First: Feature 'area' of home v1 must be at least 1, got -5.",
    });
    expect(answer.errors[0].extensions.violations?.[0]).toEqual({
      path: ['inputs', 0, 'area'],
      constraint: 'min',
      expected: 'be at least 1',
      received: '-5',
      message: "Feature 'area' of home v1 must be at least 1, got -5.",
    });
  });

  it.each([51, 500, 1000])('%i of them are all listed', async (count) => {
    const rows = Array.from({ length: count }, (_, index) => ({ ...valid, area: index % 2 ? 'wide' : -1 }));
    const answer = await ask(rows);
    expectBadInput(answer);
    expect(brief(answer)).toEqual(
      rows.map(({ area }, index) => `inputs.${index}.area ${area === -1 ? 'min -1' : 'type "wide"'}`),
    );
    expect(server().log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('are listed up to 1000', async () => {
    const rows = Array.from({ length: 600 }, () => ({ ...valid, area: -1, rooms: 'x' }));
    const answer = await ask(rows);
    expectBadInput(answer);
    expect(brief(answer)).toHaveLength(1000);
    expect(answer.errors[0].message).toContain('got at least 1000 violations.');
  });
});

describe('other errors', () => {
  it('stay beside the one about the rows', async () => {
    const answer = await server().graphql(
      '{ predictHomeV1(inputs: [{ area: "wide" }], colour: 5) { predictions { price cost } } }',
    );
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([
      'BAD_USER_INPUT',
      'GRAPHQL_VALIDATION_FAILED',
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    expect(answer.errors.map(({ message }) => message).slice(1)).toEqual([
      expect.stringContaining('Unknown argument "colour"'),
      expect.stringContaining('Cannot query field "cost"'),
    ]);
  });

  it.each<[string, string, object?]>([
    [
      'a field twice in a row',
      '{ predictRiskV1(inputs: [{ age: 20, age: "x", job: clerk }]) { predictions { label } } }',
      {},
    ],
    [
      'a variable that is not defined',
      '{ predictRiskV1(inputs: [{ age: $age, job: "clerk" }]) { predictions { label } } }',
      {},
    ],
    [
      'a variable of another type',
      'query ($inputs: [String!]!) { predictRiskV1(inputs: $inputs) { predictions { label } } }',
      { inputs: ['x'] },
    ],
  ])('%s stays', async (_, document, variables) => {
    const answer = await server().graphql(document, variables);
    expect(answer.status).toBe(400);
    const codes = answer.errors.map(({ extensions }) => extensions.code);
    expect(codes).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(codes).toContain('BAD_USER_INPUT');
  });

  it.each<[string, string, string]>([
    ['an unknown field', '{ models { nmae } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a query that does not end', '{ models { name }', 'GRAPHQL_PARSE_FAILED'],
    ['no query', '', 'BAD_REQUEST'],
    [
      'a number for the version',
      '{ predictRiskV1(inputs: [{ age: 20, job: clerk }], version: 5) { predictions { label } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'fragments in a circle',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s', async (_, document, code) => {
    const answer = await server().graphql(document);
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ extensions }) => [extensions.code, extensions.violations])).toEqual(
      answer.errors.map(() => [code, undefined]),
    );
  });

  it('about arguments that are no rows list their violations too', async () => {
    const answer = await server().graphql('{ model(name: "House Price") { name } }');
    expect(answer.status).toBe(400);
    expect(answer.errors[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      violations: [
        {
          path: ['name'],
          constraint: 'matches',
          expected: 'be lower-case words joined by hyphens',
          received: '"House Price"',
          message: `Argument 'name' must be lower-case words joined by hyphens, got "House Price".`,
        },
      ],
    });
  });
});
