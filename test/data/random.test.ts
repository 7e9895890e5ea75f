import { RandomSource, xoshiro128 } from '../../src/data';

describe('xoshiro128', () => {
  it('draws what the C program of its authors draws, compiled with gcc', () => {
    const draw = xoshiro128(Uint32Array.of(1, 2, 3, 4));
    expect(Array.from({ length: 8 }, draw)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ]);
  });

  it('agrees with the C program after 100,000 draws', () => {
    const draw = xoshiro128(Uint32Array.of(0xdeadbeef, 0xffffffff, 0x80000000, 12345));
    let last = 0;
    for (let i = 0; i < 100_000; i++) last = draw();
    expect(last).toBe(3688131258);
  });
});

describe('RandomSource', () => {
  const draws = (random: RandomSource, count = 5) => Array.from({ length: count }, () => random.next());

  it('gives the numbers that published models were trained with', () => {
    expect(draws(new RandomSource(0), 3)).toEqual([
      0.8718688658214769, 0.8109901669120202, 0.7323150804983026,
    ]);
    expect(draws(new RandomSource(42).fork('split').fork('holdout'), 3)).toEqual([
      0.45654910928166614, 0.7335372629410388, 0.08500686855429707,
    ]);
    const random = new RandomSource(42);
    expect(Array.from({ length: 6 }, () => random.integer(10))).toEqual([5, 2, 8, 6, 1, 3]);
    expect([...new RandomSource(7).shuffle(Int32Array.from({ length: 8 }, (_, i) => i))]).toEqual([
      2, 1, 3, 0, 6, 5, 7, 4,
    ]);
  });

  it('tells seeds apart, also beyond 32 bits and below zero', () => {
    const firsts = [0, 1, -1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map((seed) => new RandomSource(seed).next());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('refuses seeds that are no exact whole numbers', () => {
    for (const seed of [0.5, Number.NaN, 2 ** 53]) expect(() => new RandomSource(seed)).toThrow(RangeError);
  });

  it('fills [0, 1) evenly', () => {
    const random = new RandomSource(1);
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) {
      const draw = random.next();
      buckets[Math.floor(draw * 10)]++;
    }
    // A draw outside [0, 1) would have made a bucket of its own.
    expect(Object.keys(buckets)).toHaveLength(10);
    // 5 standard deviations of a binomial count around 10,000.
    for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });

  it('draws whole numbers without favour, where a plain remainder would favour the first half', () => {
    const random = new RandomSource(2);
    const choices = 3 * 2 ** 30;
    let low = 0;
    let isInRange = true;
    for (let i = 0; i < 20_000; i++) {
      const draw = random.integer(choices);
      isInRange &&= Number.isInteger(draw) && draw >= 0 && draw < choices;
      if (draw < 2 ** 30) low++;
    }
    expect(isInRange).toBe(true);
    // A third; the remainder of 2^32 would make it a half.
    expect(Math.abs(low - 6667)).toBeLessThan(350);
    expect(random.integer(1)).toBe(0);
    for (const n of [0, -1, 1.5, 2 ** 32 + 1]) expect(() => random.integer(n)).toThrow(RangeError);
  });

  it('draws normal numbers of mean 0 and variance 1', () => {
    const random = new RandomSource(3);
    const values = Array.from({ length: 50_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.025);
    expect(Math.abs(variance - 1)).toBeLessThan(0.035);
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.005);
  });

  it('shuffles every order equally often, in place', () => {
    const random = new RandomSource(4);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const entries = Int32Array.of(0, 1, 2, 3);
      const order = random.shuffle(entries).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const entries = Int32Array.of(1, 2);
    expect(random.shuffle(entries)).toBe(entries);
    expect(counts.size).toBe(24);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(160);
  });

  it('forks by label, whatever was drawn before', () => {
    const random = new RandomSource(5);
    const early = draws(random.fork('tree 1'));
    draws(random, 100);
    expect(draws(random.fork('tree 1'))).toEqual(early);
    expect(draws(random.fork('tree 2'))).not.toEqual(early);
    expect(draws(new RandomSource(6).fork('tree 1'))).not.toEqual(early);
    expect(draws(random.fork('a').fork('b'))).not.toEqual(draws(random.fork('a,b')));
  });
});
