import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { PredictqlError } from '../../src/contract';
import { FileStore, Registry } from '../../src/registry';
import { anonymous, buildSchema, type Caller, RowCount } from '../../src/resolvers';
import { Catalog } from '../../src/runtime';
import { draftOf } from '../registry/drafts';
import { useTemporaryFolder } from '../registry/temporary-folder';
import { hostileNames } from '../support/hostile-names';

const ann: Caller = { name: 'ann', role: 'operator' };
const folder = useTemporaryFolder();
let registry: Registry;
let catalog: Catalog;
let schema: GraphQLSchema;
let time: number;

/** Noon of a day of January 2026. */
const noon = (day: number) => new Date(Date.UTC(2026, 0, day, 12));

beforeAll(async () => {
  // Once: type-graphql's metadata only grow.
  schema = await buildSchema([]);
});

/** Versions 1.0.0, 1.1.0, 1.2.0 and 2.0.0, added after the catalog was opened: none of them is served. */
beforeEach(async () => {
  time = noon(1).getTime();
  registry = new Registry(new FileStore(folder()), { now: () => new Date(time) });
  catalog = await Catalog.open(registry);
  for (const content of ['a', 'b', 'c']) await registry.publish(draftOf(content));
  await registry.publish(draftOf('d', { major: 2 }));
});

async function ask(source: string, variables: Record<string, unknown> = {}, caller: Caller = ann) {
  const { data, errors = [] }: ExecutionResult = await graphql({
    schema,
    source,
    variableValues: variables,
    contextValue: { catalog, requestId: '1', caller, maxRows: 1, rowCount: new RowCount(), predictions: [] },
  });
  return {
    // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it.
    data: data as any,
    codes: errors.map(({ originalError }) =>
      originalError instanceof PredictqlError ? originalError.code : 'GRAPHQL',
    ),
    messages: errors.map(({ message }) => message),
  };
}

const promotion = `mutation ($model: String! = "house-price", $version: String!, $alias: String! = "production", $reason: String, $expected: String) {
  promote(model: $model, version: $version, alias: $alias, reason: $reason, expected: $expected) {
    model major alias sequence at by from to reason restores
  }
}`;
const promote = (version: string, more: Record<string, unknown> = {}, caller?: Caller) =>
  ask(promotion, { version, ...more }, caller);

describe('promote', () => {
  it('moves an alias in the name of the caller', async () => {
    await promote('1.0.0');
    const { data, codes } = await promote('1.1.0', { reason: 'better on new sales', expected: '1.0.0' });
    expect(codes).toEqual([]);
    expect(data.promote).toEqual({
      ...{ model: 'house-price', major: 1, alias: 'production', sequence: 2, at: noon(1), by: 'ann' },
      ...{ from: '1.0.0', to: '1.1.0', reason: 'better on new sales', restores: null },
    });
    expect(await registry.resolve('house-price', 1, 'production')).toBe('1.1.0');
  });

  it('answers with the earlier move when there is nothing to move', async () => {
    await promote('1.0.0');
    expect((await promote('1.0.0', { reason: 'again' })).data.promote).toMatchObject({
      sequence: 1,
      reason: null,
    });
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['another expectation', '1.1.0', { expected: '1.2.0' }, 'ALIAS_CONFLICT'],
    ['a version that is not there', '1.9.0', {}, 'VERSION_NOT_FOUND'],
    ['a model that is not there', '1.0.0', { model: 'digits' }, 'MODEL_NOT_FOUND'],
    ['a reason of two lines', '1.1.0', { reason: 'a\nb' }, 'REASON_INVALID'],
    ['a reason without words', '1.1.0', { reason: ' ' }, 'REASON_INVALID'],
    ['an endless reason', '1.1.0', { reason: 'x'.repeat(501) }, 'REASON_INVALID'],
    ['a range', '1.x', {}, 'ROWS_INVALID'],
    ['an alias for a version', 'production', {}, 'ROWS_INVALID'],
  ])('refuses %s', async (_, version, more, code) => {
    await promote('1.0.0');
    expect((await promote(version, more)).codes).toEqual([code]);
    expect(await registry.resolve('house-price', 1, 'production')).toBe('1.0.0');
  });

  it('does not tell where the registry is', async () => {
    const { messages } = await promote('1.0.0', { model: 'digits' });
    expect(messages).toEqual([expect.stringContaining("hold the model 'digits', got models house-price.")]);
    expect(messages[0]).not.toContain(folder());
  });
});

describe('rollback', () => {
  const rollback = (args = '', caller?: Caller) =>
    ask(
      `mutation { rollback(model: "house-price" ${args}) { major alias by from to reason restores } }`,
      {},
      caller,
    );

  it('goes back one version at a time', async () => {
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) await promote(version);
    const { data } = await rollback('reason: "prices too high", expected: "1.2.0"');
    expect(data.rollback).toEqual({
      ...{ major: 1, alias: 'production', by: 'ann', from: '1.2.0', to: '1.1.0' },
      ...{ reason: 'prices too high', restores: 2 },
    });
    expect((await rollback()).data.rollback).toMatchObject({ to: '1.0.0', reason: '1.1.0 taken back' });
    expect((await rollback()).codes).toEqual(['ROLLBACK_IMPOSSIBLE']);
  });

  it('wants to know which major when several have the alias', async () => {
    for (const version of ['1.0.0', '1.1.0', '2.0.0']) await promote(version);
    expect((await rollback()).codes).toEqual(['MAJOR_AMBIGUOUS']);
    expect((await rollback('major: 1')).data.rollback.to).toBe('1.0.0');
    expect((await rollback('major: 0')).codes).toEqual(['ROWS_INVALID']);
    expect((await rollback('alias: "staging"')).codes).toEqual(['VERSION_NOT_FOUND']);
    expect((await rollback('major: 2, expected: "2.1.0"')).codes).toEqual(['ALIAS_CONFLICT']);
  });
});

describe('callers who are no operators', () => {
  it.each<[Caller, string]>([
    [anonymous, 'UNAUTHENTICATED'],
    [{ name: 'bob', role: 'reader' }, 'FORBIDDEN'],
  ])('may not move aliases: %j', async (caller, code) => {
    await promote('1.0.0');
    await promote('1.1.0');
    expect((await promote('1.2.0', {}, caller)).codes).toEqual([code]);
    const { codes, data } = await ask('mutation { rollback(model: "house-price") { to } }', {}, caller);
    expect({ codes, data }).toEqual({ codes: [code], data: null });
    expect(await registry.resolve('house-price', 1, 'production')).toBe('1.1.0');
    expect(
      (await ask('{ aliasHistory(model: "house-price") { by } }', {}, caller)).data.aliasHistory,
    ).toHaveLength(2);
  });
});

describe('aliasHistory', () => {
  it('tells the moves of the registry as it is now, newest first', async () => {
    const sequences = async (args = '') => {
      const { data, codes } = await ask(`{ aliasHistory(model: "house-price" ${args}) { sequence } }`);
      return codes.length > 0
        ? codes
        : data.aliasHistory.map(({ sequence }: { sequence: number }) => sequence);
    };
    expect(await sequences()).toEqual(['VERSION_NOT_FOUND']);
    await promote('1.0.0');
    await promote('1.2.0', { alias: 'canary' });
    await promote('1.1.0');
    expect(await sequences()).toEqual([3, 2, 1]);
    expect(await sequences('alias: "production"')).toEqual([3, 1]);
    expect(await sequences('limit: 2')).toEqual([3, 2]);
    expect(await sequences('limit: 2, before: 2')).toEqual([1]);
    await promote('2.0.0');
    expect(await sequences()).toEqual(['MAJOR_AMBIGUOUS']);
    expect(await sequences('major: 2')).toEqual([1]);
    expect(await sequences('alias: "canary"')).toEqual([2]);
    for (const args of ['limit: 0', 'limit: 101', 'before: 0', 'major: 1000']) {
      expect(await sequences(args)).toEqual(['ROWS_INVALID']);
    }
  });
});

describe('aliasAt', () => {
  it('tells which version was live at a time', async () => {
    for (const [day, version] of [
      [2, '1.0.0'],
      [4, '1.1.0'],
    ] as const) {
      time = noon(day).getTime();
      await promote(version);
    }
    const live = async (at: string) => {
      const { data, codes } = await ask(`{ aliasAt(model: "house-price", time: "${at}") { to by } }`);
      return data?.aliasAt?.to ?? (codes.length > 0 ? codes : null);
    };
    expect(await live('2026-01-02T11:59:59.999Z')).toBeNull();
    expect(await live('2026-01-02T12:00:00Z')).toBe('1.0.0');
    expect(await live('2026-01-04T12:59:59.999+01:00')).toBe('1.0.0');
    expect(await live('2026-01-04T13:00:00+01:00')).toBe('1.1.0');
    expect(await live('2030-01-01T00:00:00Z')).toBe('1.1.0');
    for (const bad of ['yesterday', '2026-02-30T00:00:00Z', '2026-01-04', '']) {
      expect(await live(bad)).toEqual(['GRAPHQL']);
    }
  });
});

describe('hostile names', () => {
  it.each([
    ['promote', 'model', 'mutation ($name: String!) { promote(model: $name, version: "1.0.0") { to } }'],
    [
      'promote',
      'alias',
      'mutation ($name: String!) { promote(model: "house-price", version: "1.0.0", alias: $name) { to } }',
    ],
    [
      'promote',
      'version',
      'mutation ($name: String!) { promote(model: "house-price", version: $name) { to } }',
    ],
    [
      'promote',
      'expected',
      'mutation ($name: String!) { promote(model: "house-price", version: "1.0.0", expected: $name) { to } }',
    ],
    ['rollback', 'model', 'mutation ($name: String!) { rollback(model: $name) { to } }'],
    [
      'rollback',
      'alias',
      'mutation ($name: String!) { rollback(model: "house-price", alias: $name) { to } }',
    ],
    [
      'rollback',
      'expected',
      'mutation ($name: String!) { rollback(model: "house-price", expected: $name) { to } }',
    ],
    ['aliasHistory', 'model', 'query ($name: String!) { aliasHistory(model: $name) { to } }'],
    [
      'aliasHistory',
      'alias',
      'query ($name: String!) { aliasHistory(model: "house-price", alias: $name) { to } }',
    ],
    [
      'aliasAt',
      'model',
      'query ($name: String!) { aliasAt(model: $name, time: "2026-01-01T00:00:00Z") { to } }',
    ],
    [
      'aliasAt',
      'alias',
      'query ($name: String!) { aliasAt(model: "house-price", alias: $name, time: "2026-01-01T00:00:00Z") { to } }',
    ],
  ])('are refused by %s as %s', async (_, argument, source) => {
    await promote('1.0.0');
    for (const name of hostileNames) {
      const { codes, messages } = await ask(source, { name });
      expect({ name, codes }).toEqual({ name, codes: ['ROWS_INVALID'] });
      expect(messages[0]).toContain(`Argument '${argument}' must be `);
    }
    expect(await registry.aliasHistory('house-price', 1)).toHaveLength(1);
  });
});
