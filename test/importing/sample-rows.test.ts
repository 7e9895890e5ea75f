import { type Contract, compileRowCheck, type Feature } from '../../src/contract';
import { type SamplePlan, sampleRows, sampleStyles } from '../../src/importing/sample-rows';

const common = { source: 's', nullable: false };
const features: Feature[] = [
  { ...common, name: 'free', kind: 'number', integer: false },
  { ...common, name: 'above', kind: 'number', integer: false, min: 1000 },
  { ...common, name: 'below', kind: 'number', integer: true, dtype: 'int64', max: -50 },
  { ...common, name: 'within', kind: 'number', integer: false, dtype: 'float64', min: 3.25, max: 3.5 },
  { ...common, name: 'narrow', kind: 'number', integer: true, dtype: 'int8', min: 7, max: 7 },
  { ...common, name: 'byte', kind: 'number', integer: true, dtype: 'uint8' },
  { ...common, name: 'maybe', kind: 'number', integer: false, nullable: true },
  { ...common, name: 'known', kind: 'number', integer: true, dtype: 'int64' },
  { ...common, name: 'flag', kind: 'boolean' },
  { ...common, name: 'day', kind: 'date', min: '2024-02-28', max: '2024-03-01' },
  { ...common, name: 'text', kind: 'category', open: true, categories: [], dtype: 'string' },
  {
    ...common,
    name: 'grade',
    kind: 'category',
    open: false,
    categories: [
      { name: 'A', value: 'A' },
      { name: 'B', value: 'B' },
    ],
  },
  {
    ...common,
    name: 'image',
    kind: 'tensor',
    dtype: 'float32',
    shape: [2, null],
    min: 0,
    max: 1,
    nullable: false,
  },
  { ...common, name: 'bits', kind: 'tensor', dtype: 'bool', shape: [3], nullable: false },
  { ...common, name: 'words', kind: 'tensor', dtype: 'string', shape: [3], nullable: false },
];
const contract: Contract = {
  model: 'm',
  major: 1,
  title: 'M',
  features,
  target: { task: 'regression', name: 'y', source: 'y' },
};
const known = new Map([['known', ['4', '9007199254740993']]]);
const planOf = (changes: Partial<SamplePlan> = {}): SamplePlan => ({
  rows: 50,
  style: 'varied',
  openAxis: 5,
  known,
  seed: 1,
  ...changes,
});

describe('sample rows', () => {
  it.each(sampleStyles)('in style %s are what the contract allows', (style) => {
    expect(compileRowCheck(contract).violations(sampleRows(contract, planOf({ style })))).toEqual([]);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(sampleRows(contract, planOf())).toEqual(sampleRows(contract, planOf()));
    expect(sampleRows(contract, planOf({ seed: 2 }))).not.toEqual(sampleRows(contract, planOf()));
  });

  it('have the values that the model knows, digit by digit', () => {
    const values = sampleRows(contract, planOf()).map((row) => row.known);
    expect(new Set(values)).toEqual(new Set([4, '9007199254740993']));
  });

  it('leave out what may be missing, sometimes', () => {
    const values = sampleRows(contract, planOf()).map(({ maybe }) => maybe);
    expect(values).toContain(null);
    expect(values.filter((value) => value !== null).length).toBeGreaterThan(25);
  });

  it('give open axes the length that is asked for', () => {
    const [{ image }] = sampleRows(contract, planOf({ openAxis: 11 }));
    expect(image).toHaveLength(22);
  });
});
