import { Histogram, Registry } from 'prom-client';
import { addHistogram } from '../../../src/server/metrics/distribution';

const options = { name: 'seconds', help: 'Of what.', labelNames: ['model'] as const };
const bounds = [0.5, 1, 10];
const values = [0, 0.5, 0.50001, 1, 3, 10, 11];

it("reads like prom-client's own histogram of the same values", async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const distribution = addHistogram(ours, { ...options, bounds })({ model: 'm' });
  const histogram = new Histogram({ ...options, buckets: bounds, registers: [theirs] });
  for (const value of values) {
    distribution.add(value);
    histogram.observe({ model: 'm' }, value);
  }
  const lines = (text: string) =>
    text
      .replaceAll(/\{(le="[^"]*"),(model="m")\}/g, '{$2,$1}')
      .split('\n')
      .sort();
  expect(lines(await ours.metrics())).toEqual(lines(await theirs.metrics()));
});

it('says nothing of labels that were not seen', async () => {
  const registry = new Registry();
  addHistogram(registry, { ...options, bounds });
  expect(await registry.metrics()).toBe('# HELP seconds Of what.\n# TYPE seconds histogram\n');
});
