import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContractFile, type Inspection, readContractFile, writeContractFile } from '../../src/importing';
import { assertFits } from '../../src/importing/contract-fit';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { inspectionOf } from './inspections';

const folder = sharedTemporaryFolder();
const path = join(folder, 'm.contract.json');

/** A file for a model of x, float32 [N, 2], and image, float32 [N, 3, 4], with outputs y and z. */
function fileOf(): ContractFile {
  const number = { kind: 'number' as const, integer: false, nullable: false };
  return {
    contract: {
      model: 'm',
      major: 1,
      title: 'M',
      features: [
        { ...number, name: 'a', source: 'a', min: 0, unit: 'cm' },
        { ...number, name: 'b', source: 'b' },
        { kind: 'tensor', name: 'image', source: 'image', dtype: 'float32', shape: [3, 4], nullable: false },
      ],
      target: {
        task: 'tensors',
        name: 'outputs',
        source: 'outputs',
        outputs: [{ name: 'z', source: 'z', dtype: 'float32', shape: [2] }],
      },
    },
    binding: {
      kind: 'tensors',
      batch: 'dynamic',
      inputs: [
        { input: 'x', dtype: 'float32', rank: 2, features: ['a', 'b'] },
        { input: 'image', dtype: 'float32', rank: 3, features: ['image'] },
      ],
      outputs: {},
    },
  };
}

const inspection: Inspection = inspectionOf({
  inputs: [
    { name: 'x', dtype: 'float32', shape: ['N', 2] },
    { name: 'image', dtype: 'float32', shape: ['N', 3, 'W'] },
  ],
  outputs: [{ name: 'z', dtype: 'float32', shape: ['N', 2] }],
});

// biome-ignore lint/suspicious/noExplicitAny: a file from outside may hold anything.
type Anything = any;

/** What is wrong with the file after an edit. */
async function fault(edit: (file: Anything) => void): Promise<string> {
  const file: Anything = { formatVersion: 1, ...structuredClone(fileOf()) };
  edit(file);
  writeFileSync(path, JSON.stringify(file));
  try {
    assertFits(await readContractFile(path), inspection, 'The file');
  } catch (error) {
    expect(error).toMatchObject({ name: 'PredictqlError' });
    return (error as Error).message;
  }
  return 'none';
}

describe('a contract file', () => {
  it('reads as it was written', async () => {
    const place = join(folder, 'new.contract.json');
    await writeContractFile(place, fileOf(), { replace: false });
    expect(await readContractFile(place)).toEqual(fileOf());
  });

  it('is not replaced unless it may be', async () => {
    const place = join(folder, 'edited.contract.json');
    writeFileSync(place, 'edited');
    await expect(writeContractFile(place, fileOf(), { replace: false })).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringContaining('must not exist yet, got one that may have been edited.'),
    });
    expect(readFileSync(place, 'utf8')).toBe('edited');
    await writeContractFile(place, fileOf(), { replace: true });
    expect(await readContractFile(place)).toEqual(fileOf());
  });

  it('may have titles, ranges, units, enums and axes edited', async () => {
    expect(
      await fault(({ contract }) => {
        contract.title = 'Another';
        contract.features[0].max = 9;
        contract.features[1].nullable = true;
        contract.features[2].shape = [3, null];
      }),
    ).toBe('none');
  });

  it.each<[string, (file: Anything) => void, string]>([
    ['an unknown field', (file) => (file.extra = 1), 'Unrecognized key: "extra"'],
    ['an unknown field of a feature', (file) => (file.contract.features[0].nulable = true), '"nulable"'],
    ['another format', (file) => (file.formatVersion = 2), 'formatVersion'],
    ['no binding', (file) => delete file.binding, 'binding'],
    [
      'a native binding',
      (file) => (file.binding = { kind: 'matrix', input: 'x' }),
      'must be of kind tensors',
    ],
    ['a range without values', (file) => (file.contract.features[0].max = -1), "Feature 'a' of m v1"],
    ['a feature that nothing feeds', (file) => file.binding.inputs[0].features.pop(), 'no input for b'],
    ['a name like a path', (file) => (file.contract.model = '../m'), 'A model name must'],
    [
      'an unknown input',
      (file) => (file.binding.inputs[0].input = 'q'),
      'binding.inputs must feed "x" of the model too',
    ],
    [
      'an input too many',
      (file) => {
        file.contract.features.push({ ...file.contract.features[1], name: 'c', source: 'c' });
        file.binding.inputs.push({ input: 'q', dtype: 'float32', rank: 2, features: ['c'] });
      },
      'binding.inputs.2.input must be one of the model\'s inputs, "x", "image", got "q"',
    ],
    [
      'another type',
      (file) => {
        file.binding.inputs[1].dtype = 'float64';
        file.contract.features[2].dtype = 'float64';
      },
      'binding.inputs.1.dtype must be float32, got float64',
    ],
    [
      'another rank',
      (file) => {
        file.binding.inputs[1].rank = 4;
        file.contract.features[2].shape = [3, 4, 1];
      },
      'binding.inputs.1.rank must be 3, got 4',
    ],
    [
      'other axes',
      (file) => (file.contract.features[2].shape = [5, 4]),
      'must feed a tensor that fits [3, ?]',
    ],
    [
      'too few columns',
      (file) => {
        file.contract.features.splice(1, 1);
        file.binding.inputs[0].features.pop();
      },
      'binding.inputs.0.features must be 2 features, got 1',
    ],
    [
      'an unknown output',
      (file) => (file.contract.target.outputs[0].source = 'q'),
      'contract.target.outputs.0.source must be',
    ],
    [
      'an output of another type',
      (file) => (file.contract.target.outputs[0].dtype = 'int64'),
      'outputs.0.dtype must be float32',
    ],
    [
      'an output of other axes',
      (file) => (file.contract.target.outputs[0].shape = [3]),
      'outputs.0.shape must fit [2], got [3]',
    ],
  ])('has no %s', async (_, edit, message) => {
    expect(await fault(edit)).toContain(message);
  });

  it('is JSON that can be read', async () => {
    writeFileSync(path, '{ "formatVersion": 1,');
    await expect(readContractFile(path)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(readContractFile(join(folder, 'none.json'))).rejects.toThrow('ENOENT');
  });
});

describe('the batch of a contract file', () => {
  const fixed = inspectionOf({ inputs: [{ name: 'x', dtype: 'float32', shape: [4, 2] }] });
  const only = (): ContractFile => {
    const { contract, binding } = fileOf();
    const target = { task: 'regression' as const, name: 'y', source: 'y' };
    return {
      contract: { ...contract, features: contract.features.slice(0, 2), target },
      binding: { ...binding, inputs: binding.inputs.slice(0, 1), outputs: { prediction: 'y' } },
    };
  };

  it.each([
    ['dynamic', 'must have an open first axis for batch dynamic'],
    ['one', 'must have a first axis of 1 for batch one, got 4'],
  ] as const)('%s is that of the model', (batch, message) => {
    const { contract, binding } = only();
    expect(() => assertFits({ contract, binding: { ...binding, batch } }, fixed, 'The file')).toThrow(
      message,
    );
  });

  it('may be one row where the model takes any number', () => {
    const { contract, binding } = only();
    const file: ContractFile = { contract, binding: { ...binding, batch: 'one' } };
    expect(() => assertFits(file, inspectionOf(), 'The file')).not.toThrow();
  });
});
