import type { Cell } from '../../src/contract';
import { brief, expectBadInput, useServerOfTwoModels, validHome as valid } from './bad-answers';

const server = useServerOfTwoModels();

describe('rows in the document', () => {
  const literal = (row: Readonly<Record<string, Cell>>) =>
    `{ ${Object.entries({ ...valid, ...row })
      .map(
        ([name, cell]) =>
          `${name}: ${name === 'street' || name === 'heating' ? String(cell) : JSON.stringify(cell)}`,
      )
      .join(', ')} }`;
  const predict = (inputs: string) => `{ predictHomeV1(inputs: ${inputs}) { predictions { price } } }`;
  const replaced = (name: string, text: string) =>
    predict(`[${literal({ [name]: '@' }).replace(/"@"|@/, text)}]`);

  it('are fine when the rows are', async () => {
    const answer = await server().graphql(predict(`[${literal({})}]`));
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
    const answer = await server().graphql(
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
    const answer = await server().graphql(predict(inputs));
    expectBadInput(answer);
    expect(brief(answer)).toEqual([expected]);
  });

  it('without the argument', async () => {
    const answer = await server().graphql('{ predictHomeV1 { predictions { price } } }');
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs required nothing']);
  });

  it('more than the 100 errors at which GraphQL gives up', async () => {
    const rows = Array.from({ length: 300 }, () => literal({}).replace(/area: [^,]+/, 'area: "wide"'));
    const answer = await server().graphql(predict(`[${rows.join(', ')}]`));
    expectBadInput(answer);
    expect(brief(answer)).toHaveLength(300);
  });

  it('with variables in them', async () => {
    const inputs = `[${literal({})
      .replace(/area: [^,]+/, 'area: $area')
      .replace(/rooms: [^,]+/, 'rooms: $rooms')}, $row]`;
    const answer = await server().graphql(
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
    const answer = await server().graphql(`query ($rooms: Int = 4) ${predict(inputs)}`, { rooms: null });
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs.0.rooms required null']);
    expect(server().log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('in the default of a variable', async () => {
    const operation = `query ($inputs: [HomeV1Input!]! = [${literal({}).replace(/area: [^,]+/, 'area: -5')}])`;
    const answer = await server().graphql(`${operation} ${predict('$inputs')}`);
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs.0.area min -5']);
    const overridden = await server().graphql(`${operation} ${predict('$inputs')}`, {
      inputs: [{ ...valid, rooms: -1 }],
    });
    expect(brief(overridden)).toEqual(['inputs.0.rooms min -1']);
    const none = await server().graphql(`${operation} ${predict('$inputs')}`, { inputs: null });
    expect(brief(none)).toEqual(['inputs required null']);
  });

  it('of wrong types in the default of a variable', async () => {
    const operation = `query ($inputs: [HomeV1Input!]! = [${literal({}).replace(/area: [^,]+/, 'area: "wide", colour: 5')}])`;
    const answer = await server().graphql(`${operation} ${predict('$inputs')}`);
    expectBadInput(answer);
    expect(brief(answer)).toEqual(['inputs.0.area type "wide"', 'inputs.0.colour unknown "colour"']);
  });
});
