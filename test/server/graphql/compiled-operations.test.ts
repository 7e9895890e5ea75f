import { buildSchema, parse } from 'graphql';
import { CompiledOperations } from '../../../src/server/graphql/compiled-operations';

const schema = buildSchema(`
  type Query { one: Int, two(by: Int! = 2): Int }
  type Mutation { set: Int }
`);
const rootValue = { one: 1, two: 2 };

function admitted(text: string, times: number, operationName?: string): CompiledOperations {
  const operations = new CompiledOperations(schema);
  for (let time = 0; time < times; time++) operations.admit(text, parse(text), operationName);
  return operations;
}

describe('CompiledOperations', () => {
  it('compiles a query when it comes for the second time', async () => {
    expect(admitted('{ one }', 1).get('{ one }', undefined)).toBeUndefined();
    const compiled = admitted('{ one }', 2).get('{ one }', undefined);
    expect(await compiled?.run(rootValue, {}, {})).toEqual({ data: { one: 1 } });
  });

  it('keeps the operations of one document apart', async () => {
    const text = 'query A { one } query B($by: Int!) { two(by: $by) }';
    const operations = admitted(text, 2, 'B');
    expect(operations.get(text, 'A')).toBeUndefined();
    expect(operations.get(text, undefined)).toBeUndefined();
    const compiled = operations.get(text, 'B');
    expect(compiled?.definition.name?.value).toBe('B');
    expect(await compiled?.run(rootValue, {}, { by: 7 })).toEqual({ data: { two: 2 } });
  });

  it.each([
    ['a mutation', 'mutation { set }'],
    ['a condition', 'query ($s: Boolean!) { one @skip(if: $s) }'],
    [
      'a fragment under a condition',
      'query ($s: Boolean!) { ...A @skip(if: $s) } fragment A on Query { one }',
    ],
    ['a fragment', '{ ...A } fragment A on Query { one }'],
    ['two fields', '{ one two }'],
    ['a document that is as long as its rows', `{ one ${'#'.repeat(20_000)}\n }`],
  ])('does not compile %s', (_, text) => {
    expect(admitted(text, 5).get(text, undefined)).toBeUndefined();
  });

  it('forgets what has not come for long', () => {
    const operations = admitted('{ one }', 2);
    for (let other = 0; other < 500; other++)
      operations.admit(`{ a${other}: one }`, parse('{ one }'), undefined);
    expect(operations.get('{ one }', undefined)).toBeUndefined();
  });
});
