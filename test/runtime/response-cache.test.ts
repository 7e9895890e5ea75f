import type { Prediction } from '../../src/contract';
import { ResponseCache } from '../../src/runtime';

const answer = (...values: number[]): Prediction => ({
  task: 'regression',
  values: Float32Array.from(values),
});

describe('the response cache', () => {
  it('gives what was kept, the very same', () => {
    const cache = new ResponseCache(10);
    const kept = answer(1);
    cache.set('a', kept);
    expect(cache.get('a')).toBe(kept);
    expect(cache.get('b')).toBeUndefined();
  });

  it('forgets what was used longest ago', () => {
    const cache = new ResponseCache(2);
    cache.set('a', answer(1));
    cache.set('b', answer(2));
    cache.get('a');
    cache.set('c', answer(3));
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
    expect(cache.size).toBe(2);
  });

  it('stays below its bytes', () => {
    const cache = new ResponseCache(1000, 10_000);
    for (let entry = 0; entry < 1000; entry++) cache.set(`key ${entry}`, answer(entry, entry));
    expect(cache.bytes).toBeLessThanOrEqual(10_000);
    expect(cache.size).toBeGreaterThan(10);
    expect(cache.get('key 999')).toEqual(answer(999, 999));
  });

  it('does not throw everything out for what has no room anyway', () => {
    const cache = new ResponseCache(10, 1000);
    cache.set('a', answer(1));
    cache.set('b', answer(...Array<number>(1000).fill(2)));
    expect(cache.get('a')).toEqual(answer(1));
    expect(cache.get('b')).toBeUndefined();
  });

  it('counts the bytes of each kind of answer', () => {
    const bytesOf = (prediction: Prediction) => {
      const cache = new ResponseCache(10);
      cache.set('', prediction);
      return cache.bytes;
    };
    const base = bytesOf(answer());
    expect(bytesOf(answer(1, 2)) - base).toBe(8);
    const probabilities = { data: Float64Array.of(0.5, 0.5), rows: 1, columns: 2 };
    expect(bytesOf({ task: 'classification', labels: Int32Array.of(1), probabilities }) - base).toBe(20);
    const row = [
      { shape: [2], data: ['abc', 'd'] },
      { shape: [1], data: Uint8Array.of(1) },
    ];
    expect(bytesOf({ task: 'tensors', rows: [row, row] }) - base).toBe(18);
  });

  it('counts an entry that is kept again once', () => {
    const cache = new ResponseCache(10);
    cache.set('a', answer(1));
    const { bytes } = cache;
    cache.set('a', answer(2));
    expect(cache.bytes).toBe(bytes);
    expect(cache.get('a')).toEqual(answer(2));
  });
});
