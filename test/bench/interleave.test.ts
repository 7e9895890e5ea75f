import { interleave } from '../../bench/interleave';

it('lets everybody run in each round, and everybody begin once', async () => {
  const turns: string[] = [];
  const contender = (name: string) => ({
    name,
    async measure() {
      turns.push(name);
      return turns.length;
    },
  });
  const measures = await interleave(['a', 'b', 'c'].map(contender), { rounds: 2, warmUpRounds: 1 });
  expect(turns.join('')).toBe('abcbcacab');
  // The warm-up does not count.
  expect([...measures]).toEqual([
    ['a', [6, 8]],
    ['b', [4, 9]],
    ['c', [5, 7]],
  ]);
});
