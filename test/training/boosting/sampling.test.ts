import { RandomSource } from '../../../src/data';
import { allOf, sample } from '../../../src/training/boosting/sampling';

describe('a sample', () => {
  it('holds so many entries, each once, in their old order', () => {
    const random = new RandomSource(1);
    for (const size of [0, 1, 6.4, 6.5, 10, 99]) {
      const drawn = [...sample(Int32Array.of(3, 5, 7, 9, 11, 13, 15, 17, 19, 21), size, random)];
      expect(drawn).toHaveLength(Math.min(10, Math.round(size)));
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    }
  });

  it('leaves the entries as they were', () => {
    const entries = allOf(10);
    sample(entries, 5, new RandomSource(1));
    expect(entries).toEqual(allOf(10));
  });

  it('draws each entry equally often', () => {
    const random = new RandomSource(1);
    const counts = new Int32Array(8);
    for (let draw = 0; draw < 4000; draw++) for (const entry of sample(allOf(8), 2, random)) counts[entry]++;
    // 1000 expected, with a deviation of 27.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
