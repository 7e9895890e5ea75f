import { readForeignModel } from '../../../src/onnx';
import { floatTensor, foreignFile, graphOf, type NodeInit, Type, value } from '../../support/foreign-file';

/** What a file is refused for, without its remedy. */
function refusal(bytes: Uint8Array): string {
  try {
    readForeignModel(bytes, 'm.onnx');
  } catch (error) {
    expect(error).toMatchObject({ code: 'MODEL_REFUSED' });
    return (error as Error).message;
  }
  return 'taken';
}

const tensor = (changes: object) =>
  foreignFile({ initializer: [{ ...floatTensor('W', [1, 2, 3, 4, 5, 6], [2, 3]), ...changes }] });

describe('a file that is no model', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'an empty file'],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004aaaa'), 'a ZIP archive'],
    ['an HDF5 file', Buffer.from('\u0089HDF\r\n', 'latin1'), 'an HDF5 file'],
    ['a pickle', Buffer.from('\u0080\u0004\u0095', 'latin1'), 'a Python pickle'],
    ['a pointer', Buffer.from('version https://git-lfs.github.com/spec/v1\n'), 'a Git LFS pointer'],
    ['a page', Buffer.from('<!doctype html>'), 'HTML or XML'],
    ['text', Buffer.from('hello world'), 'bytes that are cut off or belong to another format'],
    ['cut off', foreignFile().subarray(0, 40), 'cut off'],
    ['a message of another kind', Uint8Array.from([0x08, 0x08]), 'bytes without a graph'],
    ['of no operator set', foreignFile({}, { opsetImport: [] }), 'names no operator set'],
  ])('is %s', (_, bytes, reason) => {
    expect(refusal(bytes)).toContain(reason);
  });
});

describe('a format', () => {
  it.each<[string, object, string]>([
    ['a newer IR', { irVersion: 14n }, 'its IR version must be from 1 to 13, got 14'],
    ['no IR', { irVersion: 0n }, 'its IR version must be from 1 to 13, got 0'],
    ['a newer opset', { opsetImport: [{ version: 27n }] }, 'ai.onnx must be a version from 1 to 26, got 27'],
    [
      'a newer opset for trees',
      { opsetImport: [{ version: 17n }, { domain: 'ai.onnx.ml', version: 6n }] },
      'ai.onnx.ml must be a version from 1 to 5, got 6',
    ],
    [
      'a newer opset of a function',
      { functions: [{ name: 'F', domain: 'd', opsetImport: [{ version: 99n }] }] },
      'ai.onnx must be a version from 1 to 26, got 99',
    ],
    [
      'one set in two versions',
      { opsetImport: [{ version: 17n }, { domain: 'ai.onnx', version: 18n }] },
      'must be named in one version, got 17 and 18',
    ],
  ])('of %s is refused', (_, model, reason) => {
    expect(refusal(foreignFile({}, model))).toContain(reason);
  });
});

describe('an operator', () => {
  const call = (opType: string, domain: string): NodeInit => ({
    opType,
    domain,
    input: ['x'],
    output: ['y'],
  });

  it.each([
    ['of an unknown domain', call('Magic', 'my.ops'), 'got "Magic" of the domain "my.ops"'],
    [
      'that opens files',
      call('EPContext', 'com.microsoft'),
      'must not read other files, got operator EPContext',
    ],
  ])('%s is refused', (_, node, reason) => {
    expect(refusal(foreignFile({ node: [node] }))).toContain(reason);
  });

  it('may be a function of the file, but not one that calls itself', () => {
    const body = (opType: string, domain: string) => ({
      name: 'F',
      domain: 'd',
      input: ['x'],
      output: ['y'],
      node: [call(opType, domain)],
    });
    const file = (opType: string, domain: string) =>
      foreignFile({ node: [call('F', 'd')] }, { functions: [body(opType, domain)] });
    expect(refusal(file('Relu', ''))).toBe('taken');
    expect(refusal(file('F', 'd'))).toContain('function "F" must not call itself');
  });

  it('may not be a function that unfolds to a billion nodes', () => {
    const functions = Array.from({ length: 31 }, (_, level) => ({
      name: `F${level}`,
      domain: 'd',
      input: ['x'],
      output: ['b'],
      node: ['a', 'b'].map((output) =>
        level === 0
          ? { opType: 'Relu', input: ['x'], output: [output] }
          : { ...call(`F${level - 1}`, 'd'), output: [output] },
      ),
    }));
    const file = foreignFile({ node: [call('F30', 'd')] }, { functions });
    expect(refusal(file)).toContain('must have at most 1000000 nodes with its functions written out');
  });
});

describe('a tensor', () => {
  const raw = (bytes: number) => ({ floatData: [], rawData: new Uint8Array(bytes) });

  it.each<[string, object, string]>([
    ['of too few values', { floatData: [1] }, 'initializer "W" must hold 6 values for FLOAT [2, 3], got 1'],
    ['of too many values', { dims: [2n] }, 'must hold 2 values for FLOAT [2], got 6'],
    ['of too few bytes', raw(20), 'must hold 24 bytes for FLOAT [2, 3], got 20'],
    ['of too many bytes', raw(28), 'must hold 24 bytes for FLOAT [2, 3], got 28'],
    ['of a negative axis', { dims: [-2n, -3n] }, 'must have axes that are not negative, got [-2, -3]'],
    ['of axes that overflow', { dims: [2n ** 62n, 4n] }, 'must hold'],
    ['of axes that overflow to its size', { dims: [2n ** 63n - 1n, 2n ** 63n - 1n] }, 'must hold'],
    ['of data of another type', { floatData: [], int64Data: [1n] }, 'must hold its data as FLOAT'],
    ['of data in two ways', { rawData: new Uint8Array(24) }, 'must hold its data in one way'],
    ['of no type', { dataType: 0 }, 'must have an element type that ONNX knows, got UNDEFINED'],
    ['of an unknown type', { dataType: 99 }, 'must have an element type that ONNX knows, got 99'],
    ['of texts in bytes', { dataType: Type.STRING, ...raw(6) }, 'must hold its data in one way'],
    ['in pieces', { segment: { begin: 0n, end: 1n } }, 'must be stored in one piece'],
    ['of four bits', { dataType: Type.INT4, ...raw(4) }, 'must hold 3 bytes for INT4 [2, 3], got 4'],
    ['of eight bits', { dataType: Type.FLOAT8E4M3FN, ...raw(24) }, 'must hold 6 bytes'],
    [
      'of four bits in numbers',
      { dataType: Type.UINT4, floatData: [], int32Data: [1, 2, 3, 4, 5, 6] },
      'must hold 3 values for UINT4 [2, 3], got 6',
    ],
  ])('%s is refused', (_, changes, reason) => {
    expect(refusal(tensor(changes))).toContain(reason);
  });

  it.each<[string, object]>([
    ['bytes', raw(24)],
    ['four bits', { dataType: Type.INT4, ...raw(3) }],
    ['complex numbers', { dataType: Type.COMPLEX64, dims: [3n] }],
    ['nothing', { dims: [0n, 4n], floatData: [] }],
    ['texts', { dataType: Type.STRING, dims: [1n], floatData: [], stringData: [Buffer.from('a')] }],
  ])('of %s is taken', (_, changes) => {
    expect(refusal(tensor(changes))).toBe('taken');
  });

  it.each<[string, object, string]>([
    ['that is huge', { dims: [2n ** 40n] }, 'must have positive axes'],
    [
      'of too few indices',
      { indices: { dataType: Type.INT64, dims: [1n], int64Data: [0n] } },
      'int64 indices',
    ],
    ['of no indices', { indices: undefined }, 'int64 indices'],
  ])('%s is refused when sparse', (_, changes, reason) => {
    const sparse = {
      values: floatTensor('S', [1, 2]),
      indices: { name: 'i', dataType: Type.INT64, dims: [2n], int64Data: [0n, 1n] },
      dims: [9n],
    };
    expect(refusal(foreignFile({ sparseInitializer: [sparse] }))).toBe('taken');
    expect(refusal(foreignFile({ sparseInitializer: [{ ...sparse, ...changes }] }))).toContain(reason);
  });
});

describe('a name', () => {
  const pass = { opType: 'Identity', name: 'pass', input: ['x'], output: ['y'] };

  it.each<[string, Parameters<typeof foreignFile>[0], string]>([
    [
      'that nobody makes',
      { node: [{ ...pass, input: ['z'] }] },
      'node "pass" must read values that the graph has, got "z"',
    ],
    [
      'that two nodes make',
      { node: [pass, { ...pass, name: 'again' }] },
      'node "again" must make a value of a new name',
    ],
    [
      'of an output that nobody makes',
      { output: [value('z', Type.FLOAT, [1])] },
      'must make each of its outputs, got "z"',
    ],
    [
      'of two constants',
      { initializer: [floatTensor('W', [1]), floatTensor('W', [2])] },
      'name each initializer once',
    ],
    ['that a constant lacks', { initializer: [floatTensor('', [1])] }, 'an initializer must have a name'],
    [
      'that a subgraph does not see',
      {
        node: [
          pass,
          {
            opType: 'If',
            name: 'if',
            input: ['x'],
            output: ['b'],
            attribute: [
              { name: 'then_branch', type: 5, g: graphOf({ input: [], node: [{ ...pass, input: ['q'] }] }) },
            ],
          },
        ],
      },
      'node "pass" in the then_branch of node "if" must read values that the graph has, got "q"',
    ],
  ])('%s is refused', (_, graph, reason) => {
    expect(refusal(foreignFile(graph))).toContain(reason);
  });

  it('of a graph around it is seen by a subgraph, and one left empty is no name', () => {
    const inner = graphOf({ input: [], node: [{ ...pass, input: ['x', ''], output: ['y', ''] }] });
    const node = {
      opType: 'If',
      name: 'if',
      input: ['x'],
      output: ['b'],
      attribute: [{ name: 'then_branch', type: 5, g: inner }],
    };
    expect(refusal(foreignFile({ node: [pass, node] }))).toBe('taken');
  });
});

describe('inputs', () => {
  it('with a default need not be fed', () => {
    const file = foreignFile({
      input: [value('x', Type.FLOAT, ['N', 2]), value('W', Type.FLOAT, [2])],
      initializer: [floatTensor('W', [1, 2])],
    });
    expect(readForeignModel(file, 'm.onnx').inputs.map(({ name }) => name)).toEqual(['x']);
  });

  it.each<[string, Parameters<typeof foreignFile>[0], string]>([
    ['none', { input: [], initializer: [floatTensor('x', [1])] }, 'its graph must take an input'],
    [
      'of a type that Node has not',
      { input: [value('x', Type.BFLOAT16, [1])] },
      'got tensor(bfloat16) with the axes [1]',
    ],
    ['empty', { input: [value('x', Type.FLOAT, ['N', 0])] }, 'got tensor(float) with the axes [N, 0]'],
    ['negative', { input: [value('x', Type.FLOAT, [-7])] }, 'with the axes [-7]'],
    ['huge', { input: [value('x', Type.FLOAT, [2 ** 40])] }, 'with the axes [1099511627776]'],
    [
      'a sequence',
      {
        input: [
          {
            name: 'x',
            type: { value: { case: 'sequenceType', value: { elemType: value('', Type.FLOAT, []).type } } },
          },
        ],
      },
      'got seq(tensor(float))',
    ],
  ])('that are %s are refused', (_, graph, reason) => {
    expect(refusal(foreignFile(graph))).toContain(reason);
  });

  it('may have axes of -1 where old exporters mean any length', () => {
    const file = foreignFile({ input: [value('x', Type.FLOAT, [-1, 2])] });
    expect(readForeignModel(file, 'm.onnx').inputs[0].type.shape).toEqual(['', 2]);
  });
});
