import { readEnvironment } from '../../../src/server';
import { predictorOptions } from '../../../src/server/environment/predictor-options';

describe('the environment of predictions', () => {
  it('has defaults', () => {
    expect(readEnvironment({})).toMatchObject({
      batching: true,
      predictTimeoutMs: 10_000,
      requestTimeoutMs: 25_000,
      maxQueuedRows: 10_000,
      cachedRows: 0,
      shedAfterMs: 20,
    });
  });

  it('is what it is told to be', () => {
    const environment = readEnvironment({
      PREDICTQL_BATCHING: '0',
      PREDICTQL_PREDICT_TIMEOUT_MS: '2000',
      PREDICTQL_REQUEST_TIMEOUT_MS: '3000',
      PREDICTQL_QUEUE_ROWS: '50',
      PREDICTQL_RESPONSE_CACHE: '100',
      PREDICTQL_SHED_AFTER_MS: '0',
    });
    expect(environment).toMatchObject({
      batching: false,
      predictTimeoutMs: 2000,
      requestTimeoutMs: 3000,
      maxQueuedRows: 50,
      cachedRows: 100,
      shedAfterMs: 0,
    });
    expect(predictorOptions(environment)).toMatchObject({
      batching: false,
      predictTimeoutMs: 2000,
      maxQueuedRows: 50,
      cache: { size: 0 },
    });
  });

  it('keeps no answers unless it is told to', () => {
    expect(predictorOptions(readEnvironment({})).cache).toBeUndefined();
  });

  it.each([
    ['PREDICTQL_BATCHING', 'yes'],
    ['PREDICTQL_PREDICT_TIMEOUT_MS', '9'],
    ['PREDICTQL_REQUEST_TIMEOUT_MS', '10s'],
    ['PREDICTQL_QUEUE_ROWS', '0'],
    ['PREDICTQL_RESPONSE_CACHE', '-1'],
    ['PREDICTQL_SHED_AFTER_MS', '60001'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(`Environment variable ${name} must be `);
  });
});
