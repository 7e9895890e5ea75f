import { assertBinding, sealContract } from '../../src/contract';
import type { Inspection, ModelTensor } from '../../src/importing';
import { batchOf } from '../../src/importing/proposal/batch';
import { proposeContract } from '../../src/importing/proposal/propose';
import { inspectionOf } from './inspections';

const float = (name: string, ...shape: readonly (number | string)[]): ModelTensor => ({
  name,
  dtype: 'float32',
  shape,
});
const whole = (name: string, ...shape: readonly (number | string)[]): ModelTensor => ({
  name,
  dtype: 'int64',
  shape,
});

function proposed(changes: Partial<Inspection>) {
  const inspection = inspectionOf(changes);
  const batch = batchOf(inspection);
  const settings = { name: 'm', title: 'M', batch, asTensors: false, openAxis: 7 };
  const { contract, binding } = proposeContract(inspection, settings);
  // What is proposed has to be sound, whatever the model is like.
  assertBinding(sealContract(contract), binding);
  return { ...contract, binding };
}

describe('the axis of rows', () => {
  it.each<[string, readonly ModelTensor[], readonly ModelTensor[], string]>([
    ['open everywhere', [float('a', 'N', 2), float('b', 'N')], [float('y', 'N', 1)], 'dynamic'],
    ['open without a name', [float('a', '', 2)], [float('y', '', 1)], 'dynamic'],
    ['open in another name behind', [float('a', 'N', 2)], [float('y', 'M')], 'dynamic'],
    ['1', [float('a', 1, 2)], [float('y', 1, 3)], 'one'],
    ['1 where outputs are open', [float('a', 1, 2)], [float('y', 'N', 3)], 'one'],
    ['open where outputs are 1', [float('a', 'N', 2)], [float('y', 1, 3)], 'one'],
    ['another length', [float('a', 3, 2)], [float('y', 3)], 'none'],
    ['there for some', [float('a', 'N', 2), float('b', 3)], [float('y', 'N')], 'none'],
    ['gone in an output', [float('a', 'N', 2)], [float('y')], 'none'],
    [
      'that of a product of matrices',
      [float('a', 'M', 'K'), float('b', 'K', 'L')],
      [float('y', 'M', 'L')],
      'none',
    ],
    ['another for each input', [float('a', 'M', 2), float('b', 'K', 2)], [float('y', 'M')], 'none'],
    ['none', [float('a')], [float('y')], 'none'],
  ])('is %s', (_, inputs, outputs, batch) => {
    expect(batchOf({ inputs, outputs })).toBe(batch);
  });
});

describe('features', () => {
  it('are the columns of a matrix by number', () => {
    const { features, binding } = proposed({});
    expect(features.map(({ name, source }) => [name, source])).toEqual([
      ['f0', 'f0'],
      ['f1', 'f1'],
    ]);
    expect(binding.inputs).toEqual([{ input: 'x', dtype: 'float32', rank: 2, features: ['f0', 'f1'] }]);
  });

  it.each([
    ['["Lot Area", "Lot-Area"]', ['lotArea', 'lotArea_2']],
    ['width,length', ['width', 'length']],
    ['["too few"]', ['f0', 'f1']],
    ['["same", "same"]', ['f0', 'f1']],
    ['{"not": "a list"}', ['f0', 'f1']],
  ])('have the names that the metadata %s gives', (names, expected) => {
    expect(proposed({ metadata: { feature_names: names } }).features.map(({ name }) => name)).toEqual(
      expected,
    );
  });

  it('have legal and unique names', () => {
    const inputs = [
      float('1st', 'N'),
      float('a b', 'N', 1),
      float('aB', 'N', 1),
      float('--', 'N'),
      whole('ids', 'N', 2),
    ];
    expect(proposed({ inputs }).features.map(({ name }) => name)).toEqual([
      ...['_1st', 'aB', 'aB_2', 'input', 'ids0', 'ids1'],
    ]);
  });

  it('are of the kind that the input takes', () => {
    const inputs: ModelTensor[] = [
      { name: 'id', dtype: 'int64', shape: ['N', 1] },
      { name: 'text', dtype: 'string', shape: ['N', 1] },
      { name: 'flag', dtype: 'bool', shape: ['N'] },
      { name: 'level', dtype: 'uint8', shape: ['N', 1] },
      { name: 'image', dtype: 'float32', shape: ['N', 3, 8, 8] },
      { name: 'tokens', dtype: 'int64', shape: ['N', 'length'] },
    ];
    const vocabularies = [{ input: 'text', column: 0, values: ['>50K', '<=50K', '?'] }];
    expect(proposed({ inputs, vocabularies }).features).toMatchObject([
      { kind: 'number', dtype: 'int64', integer: true },
      {
        kind: 'category',
        open: true,
        dtype: 'string',
        categories: [
          { name: 'gt_50K', value: '>50K' },
          { name: 'lte_50K', value: '<=50K' },
          { name: 'value_3', value: '?' },
        ],
      },
      { kind: 'boolean' },
      { kind: 'number', dtype: 'uint8', integer: true },
      { kind: 'tensor', dtype: 'float32', shape: [3, 8, 8] },
      { kind: 'tensor', dtype: 'int64', shape: [null] },
    ]);
  });

  it.each<[string, ModelTensor, object]>([
    ['a wide matrix', float('x', 'N', 784), { kind: 'tensor', shape: [784] }],
    ['several open axes', float('x', 'N', 3, 'H', 'W'), { kind: 'tensor', shape: [3, 7, 7] }],
    ['open altogether', { name: 'x', dtype: 'float32' }, { kind: 'tensor', shape: [null] }],
  ])('are one list for an input that is %s', (_, input, feature) => {
    expect(proposed({ inputs: [input], outputs: [float('y', 'N', 3)] }).features).toMatchObject([feature]);
  });
});

describe('the target', () => {
  const label = whole('label', 'N');
  const probabilities = float('p', 'N', 2);

  it('is a number for one number a row', () => {
    expect(proposed({ outputs: [float('y', 'N', 1)] })).toMatchObject({
      target: { task: 'regression', name: 'prediction', source: 'y' },
      binding: { outputs: { prediction: 'y' } },
    });
  });

  it.each<[string, Partial<Inspection>, readonly string[]]>([
    ['of the ZipMap', { classes: { p: ['no', 'yes'], label: ['1', '2'] } }, ['no', 'yes']],
    ['of the label', { classes: { label: ['-1', '1'] } }, ['-1', '1']],
    ['by number', {}, ['0', '1']],
  ])('is a class with its classes %s', (_, changes, classes) => {
    const { target, binding } = proposed({ outputs: [label, probabilities], ...changes });
    expect(target).toMatchObject({ task: 'classification', classes: classes.map((value) => ({ value })) });
    expect(binding.outputs).toEqual({ label: 'label', probabilities: 'p' });
  });

  it.each<[string, Partial<Inspection>]>([
    ['several numbers', { outputs: [float('y', 'N', 4)] }],
    ['whole numbers', { outputs: [whole('y', 'N')] }],
    ['classes of another number', { outputs: [label, probabilities], classes: { p: ['a', 'b', 'c'] } }],
    ['texts of unknown classes', { outputs: [{ ...label, dtype: 'string' }, probabilities] }],
    ['more than a class', { outputs: [label, probabilities, float('z', 'N')] }],
    ['no rows', { inputs: [float('x', 3)], outputs: [float('y')] }],
  ])('is tensors for %s', (_, changes) => {
    expect(proposed(changes).target.task).toBe('tensors');
  });

  it('has an output for each, by legal and unique names', () => {
    const outputs = [float('a.b', 'N', 4, 'L'), float('a b', 'N'), float('/', 'N', 2)];
    expect(proposed({ outputs, inputs: [float('outputs', 'N')] }).target).toMatchObject({
      task: 'tensors',
      source: 'the outputs',
      outputs: [
        { name: 'aB', source: 'a.b', shape: [4, null] },
        { name: 'aB_2', source: 'a b', shape: [] },
        { name: 'output', source: '/', shape: [2] },
      ],
    });
  });
});
