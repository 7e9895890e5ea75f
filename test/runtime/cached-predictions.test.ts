import { type Manifest, type Prediction, PredictqlError, type Row } from '../../src/contract';
import { ResponseCache, RuntimeEvents } from '../../src/runtime';
import { CachedPredictions } from '../../src/runtime/cached-predictions';
import { contractOf } from '../support/tiny-contracts';
import { rowsOf } from './fake-runner';

const manifestOf = (sha256: string) =>
  ({ model: 'plain', version: '1.0.0', contract: contractOf(), artifact: { sha256 } }) as unknown as Manifest;

/** A cached version that answers every row with its x and counts up, so that no two answers are equal. */
function cachedVersion(sha256 = 'a', cache = new ResponseCache(100)) {
  const events = new RuntimeEvents();
  const lookups: unknown[] = [];
  events.on('cached', ({ hits, misses }) => lookups.push([hits, misses]));
  const asked: (readonly Row[])[] = [];
  const version = new CachedPredictions(manifestOf(sha256), cache, events);
  let count = 0;
  const predict = (rows: readonly Row[]) =>
    version.predict(rows, async (unknown): Promise<Prediction> => {
      asked.push(unknown);
      return {
        task: 'regression',
        values: Float32Array.from(unknown, ({ x }) => Number(x) + count++ / 1024),
      };
    });
  return { predict, asked, lookups, cache };
}

describe('cached predictions', () => {
  it('are the ones that were given before', async () => {
    const { predict, asked, lookups } = cachedVersion();
    const first = await predict(rowsOf([1, 2]));
    expect(await predict(rowsOf([1, 2]))).toEqual(first);
    expect(asked).toHaveLength(1);
    expect(lookups).toEqual([
      [0, 2],
      [2, 0],
    ]);
  });

  it('stand between new ones, in the order of the rows', async () => {
    const { predict, asked } = cachedVersion();
    await predict(rowsOf([5]));
    expect(await predict(rowsOf([7, 5, 8]))).toEqual({
      task: 'regression',
      values: Float32Array.of(7 + 1 / 1024, 5, 8 + 2 / 1024),
    });
    expect(asked).toEqual([rowsOf([5]), rowsOf([7, 8])]);
  });

  it('know a row by what the model sees of it', async () => {
    const { predict, asked } = cachedVersion();
    for (const x of [1, 2, 0, -0, null, '1']) await predict([{ x }]);
    expect(asked).toHaveLength(6);
    await predict([{ x: undefined }]);
    await predict([{ x: -0 }]);
    expect(asked).toHaveLength(6);
  });

  it('are those of one version', async () => {
    const one = cachedVersion('a');
    const other = cachedVersion('b', one.cache);
    await one.predict(rowsOf([1]));
    await other.predict(rowsOf([1]));
    expect(other.asked).toHaveLength(1);
  });

  it('leave out large requests', async () => {
    const { predict, asked, cache } = cachedVersion();
    await predict(rowsOf(65));
    expect(cache.size).toBe(0);
    expect(asked).toEqual([rowsOf(65)]);
    await predict([]);
    expect(cache.size).toBe(0);
  });

  it('do not hold failures', async () => {
    const cache = new ResponseCache(10);
    const version = new CachedPredictions(manifestOf('a'), cache, new RuntimeEvents());
    const failure = new PredictqlError('PREDICTION_FAILED', { subject: 'It', expected: 'work' });
    await expect(version.predict(rowsOf([1]), () => Promise.reject(failure))).rejects.toBe(failure);
    expect(cache.size).toBe(0);
  });
});
