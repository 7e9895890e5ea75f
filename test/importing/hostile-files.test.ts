import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareImport } from '../../src/importing';
import {
  externalTensor,
  floatTensor,
  foreignFile,
  graphOf,
  type NodeInit,
  Type,
  value,
} from '../support/foreign-file';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { importProgram } from './import-program';

jest.setTimeout(180_000);

const folder = sharedTemporaryFolder();
const timeoutMs = 10_000;
let files = 0;

/** Why a file is not taken in, and that it did not take long. */
async function refusal(bytes: Uint8Array, maxBytes?: number): Promise<string> {
  const path = join(folder, `hostile-${files++}.onnx`);
  writeFileSync(path, bytes);
  return refusalOf(path, maxBytes);
}

async function refusalOf(path: string, maxBytes?: number): Promise<string> {
  try {
    const { proof } = await prepareImport(path, {
      name: 'hostile',
      timeoutMs,
      maxBytes,
      program: importProgram,
    });
    return proof.kind === 'proved' ? 'taken' : proof.error.message;
  } catch (error) {
    expect(error).toMatchObject({ name: 'PredictqlError' });
    return (error as Error).message;
  }
}

const int64 = (name: string, values: readonly number[], dims = [values.length]) => ({
  name,
  dataType: Type.INT64,
  dims: dims.map(BigInt),
  int64Data: values.map(BigInt),
});
const truth = { name: 'go', dataType: Type.BOOL, dims: [], int32Data: [1] };

/** A loop that goes on for as long as it is let. */
function loop(trips: string): NodeInit {
  const body = graphOf({
    input: [value('i', Type.INT64, []), value('on', Type.BOOL, []), value('v', Type.FLOAT, ['N', 2])],
    node: [
      { opType: 'Identity', input: ['on'], output: ['onward'] },
      { opType: 'Add', input: ['v', 'v'], output: ['next'] },
    ],
    output: [value('onward', Type.BOOL, []), value('next', Type.FLOAT, ['N', 2])],
  });
  return {
    opType: 'Loop',
    input: [trips, 'go', 'x'],
    output: ['y'],
    attribute: [{ name: 'body', type: 5, g: body }],
  };
}

/** A constant of so many elements, to be added up. */
function huge(...axes: readonly number[]): Uint8Array {
  return foreignFile({
    initializer: [int64('shape', axes)],
    node: [
      { opType: 'ConstantOfShape', input: ['shape'], output: ['zeros'] },
      { opType: 'ReduceSum', input: ['zeros'], output: ['sum'] },
      { opType: 'Add', input: ['x', 'sum'], output: ['y'] },
    ],
    output: [value('y', Type.FLOAT, ['a', 'b', 'c'])],
  });
}

describe('a hostile file', () => {
  it.each([
    ['an absolute path', '/etc/passwd'],
    ['a dotted path', '../../../../etc/passwd'],
    ['a relative path', 'secret.txt'],
    ['a path through dots', './a/../secret.txt'],
    ['the address of memory', '*/_ORT_MEM_ADDR_/*'],
  ])('reads no other file by %s', async (_, location) => {
    writeFileSync(join(folder, 'secret.txt'), 'secret!!');
    const reason = await refusal(foreignFile({ initializer: [externalTensor('W', location)] }));
    expect(reason).toContain('must hold all of its tensors itself, got initializer "W" with external data.');
  });

  it('reads no other file through a link', async () => {
    writeFileSync(join(folder, 'target.txt'), 'secret!!');
    symlinkSync(join(folder, 'target.txt'), join(folder, 'soft'));
    linkSync(join(folder, 'target.txt'), join(folder, 'hard'));
    for (const location of ['soft', 'hard']) {
      const reason = await refusal(foreignFile({ initializer: [externalTensor('W', location)] }));
      expect(reason).toContain('with external data');
    }
  });

  it('loops no longer than it is let, with or without a number of trips', async () => {
    const trips = int64('trips', [Number.MAX_SAFE_INTEGER], []);
    const endless = ['', 'trips'].map((name) =>
      foreignFile({ initializer: [truth, trips], node: [loop(name)] }),
    );
    for (const reason of await Promise.all(endless.map((bytes) => refusal(bytes)))) {
      expect(reason).toContain('within 10 seconds, got no end.');
    }
  });

  it.each([
    ['larger than memory', huge(100_000, 100_000)],
    ['of two gigabytes', huge(1000, 1000, 500)],
    ['whose size overflows', huge(2 ** 40, 2 ** 40)],
    ['of a negative size', huge(-5)],
  ])('has no constant %s', async (_, bytes) => {
    expect(await refusal(bytes)).toMatch(/^hostile-\d+\.onnx must /);
  });

  it('has no cycle', async () => {
    const node = [
      { opType: 'Add', input: ['x', 'b'], output: ['a'] },
      { opType: 'Add', input: ['a', 'x'], output: ['b'] },
      { opType: 'Identity', input: ['a'], output: ['y'] },
    ];
    expect(await refusal(foreignFile({ node }))).toContain('the graph is not acyclic');
  });

  it('has no unknown operator', async () => {
    const node = [{ opType: 'Magic', input: ['x'], output: ['y'] }];
    expect(await refusal(foreignFile({ node }))).toContain(
      'must load in ONNX Runtime, got operator Magic, which its operator set 17 does not have.',
    );
  });

  it('does not end the process of the one who asks', async () => {
    // TopK of no rows divides by their number.
    const file = foreignFile({
      initializer: [int64('zero', [0]), int64('one', [1])],
      node: [
        { opType: 'Slice', input: ['x', 'zero', 'zero'], output: ['none'] },
        { opType: 'TopK', input: ['none', 'one'], output: ['y', 'at'] },
      ],
    });
    expect(await refusal(file)).toContain('without ending the process, got SIGFPE.');
  });

  it('answers no other than finite numbers', async () => {
    const node = [{ opType: 'Div', input: ['x', 'zero'], output: ['y'] }];
    expect(await refusal(foreignFile({ node, initializer: [floatTensor('zero', [0])] }))).toContain(
      'must answer a sample row with finite numbers, got numbers that are not finite.',
    );
  });

  it('answers no other numbers each time', async () => {
    const node = [
      { opType: 'RandomNormalLike', input: ['x'], output: ['r'] },
      { opType: 'Add', input: ['x', 'r'], output: ['y'] },
    ];
    expect(await refusal(foreignFile({ node }))).toContain('must answer the same row alike each time');
  });

  it('is not read at all when it is too large', async () => {
    expect(await refusal(Buffer.alloc(2000, 1), 1999)).toContain('must be at most 1999 bytes, got 2000.');
  });

  it('is a file: pipes, devices and folders are not read', async () => {
    const [pipe, folderPath] = [join(folder, 'pipe.onnx'), join(folder, 'folder.onnx')];
    execFileSync('mkfifo', [pipe]);
    mkdirSync(folderPath);
    for (const path of [pipe, folderPath, '/dev/zero']) {
      expect(await refusalOf(path)).toContain('The model file must be a file');
    }
    expect(await refusalOf(join(folder, 'none.onnx'))).toContain('must exist and be readable');
  });

  it.each(['../x', 'a/b', '%2e%2e', 'x\0', 'x'.repeat(300), 'mоdel'])('has no name like %j', async (name) => {
    const path = join(folder, 'good.onnx');
    writeFileSync(path, foreignFile());
    await expect(prepareImport(path, { name, program: importProgram })).rejects.toMatchObject({
      code: 'NAME_INVALID',
    });
  });
});
