import { reportOf } from '../../bench/report';

it('is for people', () => {
  const figures = (value: number) => [{ name: 'requests/s', value, shown: String(value) }];
  const report = reportOf({
    title: 'one row',
    medians: [
      { contender: 'ours', figures: figures(9000) },
      { contender: 'theirs', figures: figures(800) },
    ],
    ratios: [
      {
        name: 'ours / theirs',
        figure: 'requests/s',
        min: 10,
        median: 11.25,
        max: 12,
        wanted: 'at least 12',
        isMet: false,
      },
      { name: 'ours again / ours', figure: 'requests/s', min: 0.9, median: 1, max: 1.1, note: 'A/A' },
    ],
    remarks: ['One thing.', 'Another.'],
  });
  expect(report).toMatchInlineSnapshot(`
"-- one row

median of the rounds  requests/s
ours                        9000
theirs                       800

ratio              of          min   median  max
ours / theirs      requests/s  10.0    11.3  12.0  at least 12 wanted: MISSED
ours again / ours  requests/s  0.90    1.00  1.10  A/A

One thing.
Another."
`);
});

it('leaves out what there is nothing of', () => {
  expect(reportOf({ title: 'nothing', medians: [], ratios: [], remarks: [] })).not.toContain('ratio');
});
