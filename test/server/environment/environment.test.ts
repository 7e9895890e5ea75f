import { availableParallelism } from 'node:os';
import { PredictqlError } from '../../../src/contract';
import { readEnvironment } from '../../../src/server';

function refusal(env: Record<string, string>): string {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof PredictqlError && error.code === 'ENVIRONMENT_INVALID') return error.message;
    throw error;
  }
  return 'nothing was refused';
}

describe('the environment', () => {
  it('has defaults for development', () => {
    expect(readEnvironment({})).toMatchObject({
      port: 4000,
      host: 'localhost',
      isProduction: false,
      logLevel: 'info',
      registry: 'registry',
      maxRows: 1000,
      introspection: true,
      workers: availableParallelism(),
      reloadMs: 3000,
      workerDeadlineMs: 10_000,
      loadDeadlineMs: 60_000,
    });
  });

  it('has others for production', () => {
    expect(readEnvironment({ NODE_ENV: 'production', PREDICTQL_ALLOW_ANONYMOUS: '1' })).toMatchObject({
      host: '0.0.0.0',
      isProduction: true,
      introspection: false,
    });
  });

  it('is what it is told to be', () => {
    const env = {
      PORT: '0',
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      LOG_LEVEL: 'debug',
      PREDICTQL_REGISTRY: '/srv/models',
      PREDICTQL_MAX_ROWS: '5',
      WEB_CONCURRENCY: '3',
      PREDICTQL_RELOAD_SECONDS: '0',
      PREDICTQL_WORKER_DEADLINE_SECONDS: '2',
      PREDICTQL_LOAD_DEADLINE_SECONDS: '90',
      PREDICTQL_INTROSPECTION: '1',
      PREDICTQL_ALLOW_ANONYMOUS: '1',
      OTHER: 'x',
    };
    expect(readEnvironment(env)).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      isProduction: true,
      logLevel: 'debug',
      registry: '/srv/models',
      maxRows: 5,
      introspection: true,
      workers: 3,
      reloadMs: 0,
      workerDeadlineMs: 2000,
      loadDeadlineMs: 90_000,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = {
      PORT: '',
      HOST: '',
      LOG_LEVEL: '',
      PREDICTQL_REGISTRY: '',
      PREDICTQL_MAX_ROWS: '',
      PREDICTQL_INTROSPECTION: '',
    };
    expect(readEnvironment(empty)).toEqual(readEnvironment({}));
  });

  it.each<[string, string, string]>([
    ['PORT', '65536', 'be a whole number from 0 to 65535'],
    ['PORT', '-1', 'be a whole number from 0 to 65535'],
    ['PORT', '4000.5', 'be a whole number from 0 to 65535'],
    ['PORT', ' 4000', 'be a whole number from 0 to 65535'],
    ['PORT', '0x50', 'be a whole number from 0 to 65535'],
    ['PORT', 'http', 'be a whole number from 0 to 65535'],
    ['HOST', 'x'.repeat(256), 'be a host name or an address'],
    ['LOG_LEVEL', 'verbose', 'be error, warn, info or debug'],
    ['PREDICTQL_MAX_ROWS', '0', 'be a whole number from 1 to 1000000'],
    ['PREDICTQL_MAX_ROWS', '1e3', 'be a whole number from 1 to 1000000'],
    ['PREDICTQL_INTROSPECTION', 'yes', 'be 0 or 1'],
  ])('refuses %s=%s', (name, value, expected) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`Environment variable ${name} must ${expected}, got "`);
    expect(message).toMatch(/Correct it or leave it out\.$/);
  });

  it('names everything that is wrong at once', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'loud', HOST: 'ok', PREDICTQL_INTROSPECTION: '2' })).toBe(
      'Environment variable PORT must be a whole number from 0 to 65535, got "x". ' +
        'Environment variable LOG_LEVEL must be error, warn, info or debug, got "loud". ' +
        'Environment variable PREDICTQL_INTROSPECTION must be 0 or 1, got "2". Correct it or leave it out.',
    );
  });
});
