import { type Figure, sectionOf } from '../../bench/section';

interface Measure {
  readonly ms: number;
  readonly cpu?: number;
}

const time: Figure<Measure> = { name: 'time', of: ({ ms }) => ms, show: (ms) => `${ms} ms` };
const cpu: Figure<Measure> = { name: 'CPU', of: (measure) => measure.cpu, show: String };

const rounds = new Map<string, Measure[]>([
  ['one', [{ ms: 10 }, { ms: 40 }, { ms: 30 }]],
  ['other', [{ ms: 20 }, { ms: 20 }, { ms: 10, cpu: 1 }]],
]);
const options = { title: 'A title', figures: [time, cpu] };

it('has the median of the rounds of each contender', () => {
  expect(sectionOf(rounds, { ...options, comparisons: [] }).medians).toEqual([
    { contender: 'one', figures: [{ name: 'time', value: 30, shown: '30 ms' }] },
    { contender: 'other', figures: [{ name: 'time', value: 20, shown: '20 ms' }] },
  ]);
});

it('has the ratios of the rounds, not the ratio of the medians', () => {
  const { ratios } = sectionOf(rounds, {
    ...options,
    comparisons: [{ of: 'one', to: 'other', figure: time, note: 'a note' }],
  });
  expect(ratios).toEqual([
    { name: 'one / other', figure: 'time', min: 0.5, median: 2, max: 3, note: 'a note' },
  ]);
});

it.each([
  [{ atLeast: 2 }, 'at least 2', true],
  [{ atLeast: 2.1 }, 'at least 2.1', false],
  [{ atMost: 2 }, 'at most 2', true],
  [{ atMost: 1.9 }, 'at most 1.9', false],
])('judges the median: %j', (limit, wanted, isMet) => {
  const comparisons = [{ of: 'one', to: 'other', figure: time, wanted: limit }];
  expect(sectionOf(rounds, { ...options, comparisons }).ratios[0]).toMatchObject({ wanted, isMet });
});

it('leaves out what could not be measured in every round', () => {
  const comparisons = [{ of: 'one', to: 'other', figure: cpu }];
  expect(sectionOf(rounds, { ...options, comparisons }).ratios).toEqual([]);
});

it('compares no contender that is not there', () => {
  const comparisons = [{ of: 'one', to: 'nobody', figure: time }];
  expect(() => sectionOf(rounds, { ...options, comparisons })).toThrow('Contender nobody');
});
