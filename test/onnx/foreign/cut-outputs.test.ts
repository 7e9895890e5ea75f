import { InferenceSession, readForeignModel, readModel } from '../../../src/onnx';
import { foreignFile, type NodeInit, Type, value } from '../../support/foreign-file';

const maps = {
  name: 'maps',
  type: {
    value: {
      case: 'sequenceType' as const,
      value: { elemType: { value: { case: 'mapType' as const, value: { keyType: Type.INT64 } } } },
    },
  },
};
const scores: NodeInit = { opType: 'Identity', name: 'scores', input: ['x'], output: ['p'] };
const zip: NodeInit = {
  opType: 'ZipMap',
  domain: 'ai.onnx.ml',
  name: 'zip',
  input: ['p'],
  output: ['maps'],
  attribute: [{ name: 'classlabels_strings', type: 8, strings: [Buffer.from('no'), Buffer.from('yes')] }],
};

describe('a ZipMap', () => {
  it('is cut, and the matrix that went in comes out, with its classes', async () => {
    const model = readForeignModel(foreignFile({ node: [scores, zip], output: [maps] }), 'm.onnx');
    expect(model.cut).toEqual(['ZipMap "zip"']);
    expect(model.classes).toEqual({ p: ['no', 'yes'] });
    expect(model.outputs).toEqual([
      { name: 'p', type: { text: 'tensor(float)', dtype: 'float32', shape: ['', 2] } },
    ]);
    const { graph } = readModel(model.bytes);
    expect(graph?.node.map(({ name }) => name)).toEqual(['scores']);
    expect(graph?.output.map(({ name }) => name)).toEqual(['p']);
    const session = await InferenceSession.create(model.bytes);
    expect(session.outputNames).toEqual(['p']);
    await session.release();
  });

  it('of an input gives the input', async () => {
    const file = foreignFile({ node: [{ ...zip, input: ['x'] }], output: [maps] });
    const session = await InferenceSession.create(readForeignModel(file, 'm.onnx').bytes);
    expect(session.outputNames).toEqual(['x']);
    await session.release();
  });

  it('gives nothing twice', () => {
    const file = foreignFile({ node: [scores, zip], output: [value('p', Type.FLOAT, ['N', 2]), maps] });
    const model = readForeignModel(file, 'm.onnx');
    expect(model.outputs.map(({ name }) => name)).toEqual(['p']);
    expect(model.classes).toEqual({ p: ['no', 'yes'] });
  });
});

describe('an output that is no tensor', () => {
  it('is left out when there are others', () => {
    const file = foreignFile({
      node: [scores, { ...zip, opType: 'SequenceConstruct', domain: '' }],
      output: [value('p', Type.FLOAT, ['N', 2]), maps],
    });
    const model = readForeignModel(file, 'm.onnx');
    expect(model.cut).toEqual(['output "maps" of type seq(map(int64, unknown))']);
    expect(model.outputs.map(({ name }) => name)).toEqual(['p']);
  });

  it('is a reason to refuse when there is none', () => {
    const file = foreignFile({
      node: [{ ...zip, opType: 'Other', domain: '', input: ['x'] }],
      output: [maps],
    });
    expect(() => readForeignModel(file, 'm.onnx')).toThrow(
      'm.onnx: its outputs must include a tensor of numbers, texts or booleans, got seq(map(int64, unknown)).',
    );
  });
});

describe('a rewritten file', () => {
  // Field 60 of the model and of the graph, which nobody knows.
  const unknown = [0xe2, 0x03, 3, 1, 2, 3];

  it('keeps what this program does not know', () => {
    const original = foreignFile({ node: [scores, zip], output: [maps] });
    const file = Uint8Array.from([...original, ...unknown]);
    const { bytes } = readForeignModel(file, 'm.onnx');
    expect(readModel(bytes).$unknown).toMatchObject([{ no: 60 }]);
    expect(Buffer.from(bytes).subarray(-unknown.length)).toEqual(Buffer.from(unknown));
  });

  it('is the file itself when nothing is cut', () => {
    const file = foreignFile();
    expect(readForeignModel(file, 'm.onnx').bytes).toBe(file);
  });

  it('has one graph: several pieces, which a parser puts together, are refused', () => {
    const original = foreignFile({ node: [scores, zip], output: [maps] });
    const file = Uint8Array.from([...original, 0x3a, unknown.length, ...unknown]);
    expect(() => readForeignModel(file, 'm.onnx')).toThrow('must hold its graph in one piece, got 2 pieces');
  });
});
