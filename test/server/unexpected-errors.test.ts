import { PredictqlError } from '../../src/contract';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let registry: TinyRegistry;
let server: TestServer;

beforeAll(async () => {
  registry = await tinyRegistry();
  await publishTiny(registry.registry, contractOf(), { aliases: ['production'] });
});

beforeEach(async () => {
  server = await testServer(registry.registry);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
});

afterAll(() => registry.remove());

const predict = '{ predictPlainV1(inputs: { x: 5 }) { predictions { y } } }';

describe('an error that nobody foresaw', () => {
  it('is masked, and logged with its stack under the id that the client gets', async () => {
    const bug = new TypeError('secret of /srv/models', { cause: new Error('deeper secret') });
    jest.spyOn(server.catalog, 'predictor').mockRejectedValue(bug);
    const { status, errors, text, headers } = await server.graphql(predict);
    const requestId = headers['x-request-id'];
    expect(status).toBe(200);
    expect(errors).toEqual([
      {
        message: 'The server failed on this request. Ask its operator, and give the request id.',
        locations: [{ line: 1, column: 3 }],
        path: ['predictPlainV1'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      },
    ]);
    expect(text).not.toMatch(/secret|stack|\.ts/);
    const line = await server.log.line(({ message }) => message === 'unexpected error');
    expect(line).toMatchObject({ level: 'error', requestId });
    expect(line.error).toMatch(/TypeError: secret of \/srv\/models\n\s+at .*unexpected-errors/);
    expect(line.error).toContain('deeper secret');
    expect((await server.log.request(requestId)).errors).toEqual(['INTERNAL_SERVER_ERROR']);
  });

  it('is masked beside a fault of the client', async () => {
    jest.spyOn(server.catalog, 'predictor').mockRejectedValue(new TypeError('secret'));
    const { errors, text } = await server.graphql(`{ model(name: "A B") { name } ${predict.slice(1)}`);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toContain('BAD_USER_INPUT');
    expect(text).not.toContain('secret');
  });

  it('is masked when a resolver answers with nothing', async () => {
    jest.spyOn(server.catalog, 'model').mockReturnValue({ name: null } as never);
    const { errors } = await server.graphql('{ model(name: "x") { name } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
  });

  it('is logged once for fifty aliases', async () => {
    jest.spyOn(server.catalog, 'model').mockImplementation(() => {
      throw new TypeError('secret');
    });
    const aliases = Array.from({ length: 50 }, (_, index) => `a${index}: model(name: "x") { name }`);
    const { errors } = await server.graphql(`{ ${aliases.join(' ')} }`);
    expect(errors).toHaveLength(50);
    expect(server.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

describe('an error that the operator must help', () => {
  it('is told and logged', async () => {
    const error = new PredictqlError('PREDICTION_FAILED', { subject: 'Model plain@1.0.0', expected: 'run' });
    jest.spyOn(server.catalog, 'predictor').mockRejectedValue(error);
    const { errors } = await server.graphql(predict);
    expect(errors).toMatchObject([
      { message: 'Model plain@1.0.0 must run.', extensions: { code: 'PREDICTION_FAILED' } },
    ]);
    const line = await server.log.line(({ message }) => message === 'request failed');
    expect(line.error).toContain('PREDICTION_FAILED');
  });
});

describe('an error of the client', () => {
  it('is told and not logged as an error', async () => {
    for (const query of [
      predict.replace('5', '50'),
      '{ nothing }',
      '{',
      '{ modelVersion(name: "x") { id } }',
    ]) {
      expect((await server.graphql(query)).errors.length).toBeGreaterThan(0);
    }
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
