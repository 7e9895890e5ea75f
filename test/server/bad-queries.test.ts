import type { GraphqlAnswer } from '../support/test-server';
import { brief, useServerOfTwoModels, validHome as valid } from './bad-answers';

const server = useServerOfTwoModels();

describe('several queries in one request', () => {
  const bad = [{ ...valid, area: -5 }];

  it('each have an error of their own, under their alias', async () => {
    const answer = await server().graphql(
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
    const answer = await server().graphql(
      `query ($home: [HomeV1Input!]!, $rooms: Int = 4) {
        one: predictHomeV1(inputs: $home) { predictions { price } }
        two: predictHomeV1(inputs: [
          { area: 5, rooms: $rooms, residents: 5, street: Pave, garden: true, soldOn: "2020-01-01" }
        ]) { predictions { price } }
      }`,
      { home: bad, rooms: null },
    );
    expect(answer.status).toBe(400);
    const found = answer.errors.map(
      ({ path, extensions }) =>
        `${String(path)} ${String(extensions.violations?.map((violation) => violation.path.join('.')))}`,
    );
    expect(found.toSorted()).toEqual(['one inputs.0.area', 'two inputs.0.rooms']);
  });

  it('each have their own rows', async () => {
    const literals = await server().graphql(
      `{
        one: predictRiskV1(inputs: { age: 17, job: clerk }) { predictions { label } }
        two: predictRiskV1(inputs: { age: 18, job: "clerk" }) { predictions { label } }
      }`,
    );
    const pathsOf = ({ errors }: GraphqlAnswer) =>
      errors.flatMap(({ path, extensions }) =>
        (extensions.violations ?? []).map((violation) => [...(path ?? []), ...violation.path].join('.')),
      );
    expect(pathsOf(literals)).toEqual(['one.inputs.0.age', 'two.inputs.0.job']);
    const shared = await server().graphql(
      `query ($rows: [RiskV1Input!]!) {
        one: predictRiskV1(inputs: $rows) { predictions { label } }
        two: predictHomeV1(inputs: $rows) { predictions { price } }
      }`,
      { rows: [{ age: 17, job: 'clerk' }] },
    );
    expect(pathsOf(shared)).toContain('one.inputs.0.age');
    expect(pathsOf(shared)).toContain('two.inputs.0.area');
    expect(shared.errors.at(-1)?.message).toContain('used in position expecting');
  });

  it('leave out what a directive leaves out', async () => {
    const answer = await server().graphql(
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
    const answer = await server().graphql(
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
      const answer = await server().graphql(`query ($inputs: [HomeV1Input!]!) { ${fields.join(' ')} }`, {
        inputs: rows.map((row) => ({ ...row, area })),
      });
      expect(answer.status).toBe(400);
      const listed = answer.errors.map(({ extensions }) => extensions.violations?.length ?? 0);
      expect(listed.slice(0, 3)).toEqual([400, 400, 200]);
      expect(listed.slice(3).every((count) => count <= 1)).toBe(true);
    }
  });
});
