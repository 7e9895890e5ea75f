import type { Row } from '../../src/contract';
import { sampleRows } from '../support/sample-rows';
import { type GraphqlAnswer, type TestServer, testServer } from '../support/test-server';
import { home, risk } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

/** A row that `predictHomeV1` accepts, categories by name. */
export const validHome: Row = sampleRows(home, 1, 'name')[0];

/** Gives the tests of a file a server with the models home and risk. */
export function useServerOfTwoModels(): () => TestServer {
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
  return () => server;
}

/** Path, constraint and what came of every violation, one line each. */
export function brief({ errors }: GraphqlAnswer): string[] {
  return (errors[0]?.extensions.violations ?? []).map(
    ({ path, constraint, received }) => `${path.join('.')} ${constraint} ${received}`,
  );
}

/** That the answer is one error of bad input, in full. */
export function expectBadInput(answer: GraphqlAnswer): void {
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
