import type { Row } from '../../src/contract';
import { sampleRows } from '../support/sample-rows';
import { type GraphqlAnswer, type TestServer, testServer } from '../support/test-server';
import { home, risk } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, home, { aliases: ['production'] });
  await publishTiny(registry.registry, risk, { aliases: ['production'] });
  server = await testServer(registry.registry);
});

afterAll(async () => {
  await server.close();
  await registry.remove();
});

const [valid] = sampleRows(home, 1, 'name');
const query = 'query ($inputs: [HomeV1Input!]!) { predictHomeV1(inputs: $inputs) { predictions { price } } }';

function ask(inputs: unknown): Promise<GraphqlAnswer> {
  return server.graphql(query, { inputs });
}

/** Path, constraint and what came of every violation, one line each. */
function brief({ errors }: GraphqlAnswer): string[] {
  return (errors[0]?.extensions.violations ?? []).map(
    ({ path, constraint, received }) => `${path.join('.')} ${constraint} ${received}`,
  );
}

/** That the answer is one error of bad input, in full. */
function expectBadInput(answer: GraphqlAnswer): void {
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(answer.status).toBe(400);
  const violations = answer.errors[0].extensions.violations ?? [];
  expect(violations.length).toBeGreaterThan(0);
  for (const { expected, received, message } of violations) {
    expect(message).toMatch(/^[A-Z].* must .*\.$/);
    expect(message).toContain(expected);
    expect(message).toContain(received);
  }
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
    const { app } = server;
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
    const response = await server.app.inject({
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
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('are listed up to 1000', async () => {
    const rows = Array.from({ length: 600 }, () => ({ ...valid, area: -1, rooms: 'x' }));
    const answer = await ask(rows);
    expectBadInput(answer);
    expect(brief(answer)).toHaveLength(1000);
    expect(answer.errors[0].message).toContain('got at least 1000 violations.');
  });
});

describe('literals', () => {
  const literal = (row: Row) =>
    `{ ${Object.entries({ ...valid, ...row })
      .map(
        ([name, cell]) => `${name}: ${name === 'street' || name === 'heating' ? cell : JSON.stringify(cell)}`,
      )
      .join(', ')} }`;
  const predict = (inputs: string) => `{ predictHomeV1(inputs: ${inputs}) { predictions { price } } }`;
  const replaced = (name: string, text: string) =>
    predict(`[${literal({ [name]: '@' }).replace(/"@"|@/, text)}]`);

  it('are fine when the rows are', async () => {
    const answer = await server.graphql(predict(`[${literal({})}]`));
    expect(answer.errors).toEqual([]);
    expect(answer.status).toBe(200);
  });

  it.each<[string, string, string]>([
    ['area', 'null', 'inputs.0.area required null'],
    ['area', '"90"', 'inputs.0.area type "90"'],
    ['area', '-5', 'inputs.0.area min -5'],
    ['area', '1e999', 'inputs.0.area finite Infinity'],
    ['altitude', '1e39', 'inputs.0.altitude finite 1e+39'],
    ['altitude', 'true', 'inputs.0.altitude type true'],
    ['rooms', '4.0', 'inputs.0.rooms type 4.0'],
    ['rooms', '1e1', 'inputs.0.rooms type 1e1'],
    ['rooms', '4.5', 'inputs.0.rooms integer 4.5'],
    ['floor', '2147483648', 'inputs.0.floor max 2147483648'],
    ['floor', `1${'0'.repeat(40)}`, 'inputs.0.floor finite 1e+40'],
    ['street', '"Pave"', 'inputs.0.street type "Pave"'],
    ['street', 'Gravel', 'inputs.0.street enum "Gravel"'],
    ['street', 'true', 'inputs.0.street type true'],
    ['city', 'Ames', 'inputs.0.city type Ames'],
    ['city', '5', 'inputs.0.city type 5'],
    ['city', '["Ames"]', 'inputs.0.city type ["Ames"]'],
    ['garden', '"true"', 'inputs.0.garden type "true"'],
    ['garden', '1', 'inputs.0.garden type 1'],
    ['soldOn', '2020', 'inputs.0.soldOn type 2020'],
    ['soldOn', '"2023-02-30"', 'inputs.0.soldOn type "2023-02-30"'],
    ['soldOn', '{ year: 2020 }', 'inputs.0.soldOn type {year: 2020}'],
    ['colour', '"red"', 'inputs.0.colour unknown "colour"'],
    ['__proto__', '5', 'inputs.0.__proto__ unknown "__proto__"'],
  ])('%s: %s', async (name, text, expected) => {
    const answer = await server.graphql(
      name === '__proto__'
        ? predict(`[${literal({}).replace(/}$/, ', __proto__: 5 }')}]`)
        : replaced(name, text),
    );
    expectBadInput(answer);
    expect(brief(answer)).toEqual([expected]);
  });

  it.each<[string, string, string]>([
    ['[]', 'none', 'inputs minItems 0'],
    ['null', 'null', 'inputs required null'],
    ['5', 'a number', 'inputs.0 type 5'],
    ['[null]', 'a list of null', 'inputs.0 type null'],
    ['[FOO]', 'a list of names', 'inputs.0 type "FOO"'],
  ])('%s, %s, for rows', async (inputs, _, expected) => {
    const answer = await server.graphql(predict(inputs));
    expectBadInput(answer);
    expect(brief(answer)).toEqual([expected]);
  });

  it('without the argument', async () => {
    const answer = await server.graphql('{ predictHomeV1 { predictions { price } } }');
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs required nothing']);
  });

  it('more than the 100 errors at which GraphQL gives up', async () => {
    const rows = Array.from({ length: 300 }, () => literal({}).replace(/area: [^,]+/, 'area: "wide"'));
    const answer = await server.graphql(predict(`[${rows.join(', ')}]`));
    expectBadInput(answer);
    expect(brief(answer)).toHaveLength(300);
  });

  it('with variables in them', async () => {
    const inputs = `[${literal({})
      .replace(/area: [^,]+/, 'area: $area')
      .replace(/rooms: [^,]+/, 'rooms: $rooms')}, $row]`;
    const answer = await server.graphql(
      `query ($area: Float!, $rooms: Int = 4, $row: HomeV1Input!) ${predict(inputs)}`,
      { area: 'wide', rooms: null, row: { ...valid, garden: 'yes', soldOn: '1999-01-01' } },
    );
    expectBadInput(answer);
    expect(brief(answer)).toEqual([
      'inputs.0.area type "wide"',
      'inputs.0.rooms required null',
      'inputs.1.garden type "yes"',
      'inputs.1.soldOn min "1999-01-01"',
    ]);
  });

  it('with a variable that turns out null only while the query runs', async () => {
    const inputs = `[${literal({}).replace(/rooms: [^,]+/, 'rooms: $rooms')}]`;
    const answer = await server.graphql(`query ($rooms: Int = 4) ${predict(inputs)}`, { rooms: null });
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs.0.rooms required null']);
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('in the default of a variable', async () => {
    const operation = `query ($inputs: [HomeV1Input!]! = [${literal({}).replace(/area: [^,]+/, 'area: -5')}])`;
    const answer = await server.graphql(`${operation} ${predict('$inputs')}`);
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs.0.area min -5']);
    const overridden = await server.graphql(`${operation} ${predict('$inputs')}`, {
      inputs: [{ ...valid, rooms: -1 }],
    });
    expect(brief(overridden)).toEqual(['inputs.0.rooms min -1']);
    const none = await server.graphql(`${operation} ${predict('$inputs')}`, { inputs: null });
    expect(brief(none)).toEqual(['inputs required null']);
  });

  it('of wrong types in the default of a variable', async () => {
    const operation = `query ($inputs: [HomeV1Input!]! = [${literal({}).replace(/area: [^,]+/, 'area: "wide", colour: 5')}])`;
    const answer = await server.graphql(`${operation} ${predict('$inputs')}`);
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs.0.area type "wide"', 'inputs.0.colour unknown "colour"']);
  });
});

describe('several queries in one request', () => {
  const bad = [{ ...valid, area: -5 }];

  it('each have an error of their own, under their alias', async () => {
    const answer = await server.graphql(
      `query ($home: [HomeV1Input!]!, $risk: [RiskV1Input!]!) {
        one: predictHomeV1(inputs: $home) { predictions { price } }
        ...rest
      }
      fragment rest on Query { ... on Query { two: predictRiskV1(inputs: $risk) { predictions { label } } } }`,
      { home: [{ ...valid, area: 'wide' }], risk: [{ age: 17, job: 'clerk' }] },
    );
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ path, extensions }) => [path, extensions.violations?.length])).toEqual([
      [['one'], 1],
      [['two'], 1],
    ]);
    expect(answer.errors[1].extensions.violations?.[0].message).toBe(
      "Feature 'age' of risk v1 must be at least 18, got 17.",
    );
  });

  it('may have bad rows found while they run beside ones found before', async () => {
    const answer = await server.graphql(
      `query ($home: [HomeV1Input!]!, $rooms: Int = 4) {
        one: predictHomeV1(inputs: $home) { predictions { price } }
        two: predictHomeV1(inputs: [{ area: 5, rooms: $rooms }]) { predictions { price } }
      }`.replace(
        'rooms: $rooms }',
        `rooms: $rooms, residents: 5, street: Pave, garden: true, soldOn: "2020-01-01" }`,
      ),
      { home: bad, rooms: null },
    );
    expect(answer.status).toBe(400);
    const found = answer.errors.map(
      ({ path, extensions }) =>
        `${String(path)} ${String(extensions.violations?.map((violation) => violation.path.join('.')))}`,
    );
    expect(found.toSorted()).toEqual(['one inputs.0.area', 'two inputs.0.rooms']);
  });

  it('leave out what a directive leaves out', async () => {
    const answer = await server.graphql(
      `query ($home: [HomeV1Input!]!, $bad: [HomeV1Input!]!, $no: Boolean!) {
        one: predictHomeV1(inputs: $home) { predictions { price } }
        two: predictHomeV1(inputs: $bad) @include(if: $no) { predictions { price } }
        three: predictHomeV1(inputs: $bad) @skip(if: true) { predictions { price } }
      }`,
      { home: [{ ...valid, area: 'wide' }], bad, no: false },
    );
    expect(answer.errors.map(({ path }) => path)).toEqual([['one']]);
  });

  it('look at the operation that was asked for', async () => {
    const document = `
      query A($inputs: [HomeV1Input!]!) { predictHomeV1(inputs: $inputs) { predictions { price } } }
      query B($inputs: [RiskV1Input!]!) { predictRiskV1(inputs: $inputs) { predictions { label } } }`;
    const answer = await server.graphql(
      document,
      { inputs: [{ age: 'old', job: 'clerk' }] },
      { operationName: 'B' },
    );
    expect(brief(answer)).toEqual(['inputs.0.age type "old"']);
    expect(answer.errors[0].message).toContain('The inputs of risk v1');
  });

  it('list no more than 1000 violations together', async () => {
    const rows = Array.from({ length: 400 }, () => ({ ...valid, area: -1 }));
    const fields = Array.from(
      { length: 5 },
      (_, index) => `p${index}: predictHomeV1(inputs: $inputs) { predictions { price } }`,
    );
    for (const area of [-1, 'wide']) {
      const answer = await server.graphql(`query ($inputs: [HomeV1Input!]!) { ${fields.join(' ')} }`, {
        inputs: rows.map((row) => ({ ...row, area })),
      });
      expect(answer.status).toBe(400);
      const listed = answer.errors.map(({ extensions }) => extensions.violations?.length ?? 0);
      expect(listed.slice(0, 3)).toEqual([400, 400, 200]);
      expect(listed.slice(3).every((count) => count <= 1)).toBe(true);
    }
  });
});

describe('other errors', () => {
  it('stay beside the one about the rows', async () => {
    const answer = await server.graphql(
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
    const answer = await server.graphql(document, variables);
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
    const answer = await server.graphql(document);
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ extensions }) => [extensions.code, extensions.violations])).toEqual(
      answer.errors.map(() => [code, undefined]),
    );
  });

  it('about arguments that are no rows list their violations too', async () => {
    const answer = await server.graphql('{ model(name: "House Price") { name } }');
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
