import { createHash } from 'node:crypto';
import { InferenceSession } from 'onnxruntime-node';
import {
  floats,
  formatOf,
  GraphBuilder,
  operators,
  readModel,
  writeModel,
  writtenFormat,
} from '../../src/onnx';

/** A graph with a constant, an attribute and two outputs. */
function smallGraph(): GraphBuilder {
  const graph = new GraphBuilder('small');
  const x = graph.input('x', 'float', ['N', 2]);
  const y = operators.add(
    graph,
    operators.gatherColumns(graph, x, [1, 0]),
    graph.constant(floats([0.5, -1])),
  );
  graph.output('y', y);
  graph.output('largest', operators.argMax(graph, y));
  return graph;
}

const options = { metadata: { beta: '2', alpha: 'Grüße' }, description: 'A small one' };

describe('writeModel', () => {
  it('gives the same bytes for the same calls', () => {
    const first = writeModel(smallGraph(), options);
    expect(Buffer.compare(writeModel(smallGraph(), options), first)).toBe(0);
  });

  it('gives the same bytes as ever', () => {
    // These change when the way models are written changes, and every version in a registry with them.
    const hash = createHash('sha256').update(writeModel(smallGraph(), options)).digest('hex');
    expect(hash).toMatchInlineSnapshot(`"72f136d2d56d1e76cf6a8263a3becfb85421d439f2a5b724aa890c34269a701c"`);
  });

  it('writes the metadata in order of key', () => {
    const { metadataProps } = readModel(writeModel(smallGraph(), options));
    expect(metadataProps.map(({ key, value }) => [key, value])).toEqual([
      ['alpha', 'Grüße'],
      ['beta', '2'],
    ]);
    const reversed = { ...options, metadata: { alpha: 'Grüße', beta: '2' } };
    expect(Buffer.compare(writeModel(smallGraph(), reversed), writeModel(smallGraph(), options))).toBe(0);
  });

  it('says what it is and who wrote it', () => {
    const model = readModel(writeModel(smallGraph(), options));
    expect(model).toMatchObject({
      producerName: 'predictql',
      producerVersion: '',
      docString: 'A small one',
      irVersion: 8n,
      graph: { name: 'small' },
    });
    expect(readModel(writeModel(smallGraph()))).toMatchObject({ docString: '', metadataProps: [] });
  });

  it('names the operator sets that the graph uses', () => {
    expect(formatOf(readModel(writeModel(smallGraph())))).toEqual({
      irVersion: writtenFormat.irVersion,
      opsets: { 'ai.onnx': writtenFormat.opset },
    });
    const graph = smallGraph();
    const x = graph.input('z', 'float', ['N', 2]);
    graph.node('Normalizer', [x], [x], { domain: 'ai.onnx.ml' });
    expect(formatOf(readModel(writeModel(graph))).opsets).toEqual({
      'ai.onnx': writtenFormat.opset,
      'ai.onnx.ml': writtenFormat.mlOpset,
    });
  });

  it('writes what ONNX Runtime loads', async () => {
    const session = await InferenceSession.create(writeModel(smallGraph(), options));
    expect(session.inputNames).toEqual(['x']);
    expect(session.outputNames).toEqual(['y', 'largest']);
    await session.release();
  });
});

describe('readModel', () => {
  it('reads what was written', () => {
    const { graph } = readModel(writeModel(smallGraph()));
    expect(graph).toMatchObject({ ...smallGraph().finish().graph });
  });

  const whole = writeModel(smallGraph());
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['text', Buffer.from('not a model')],
    ['JSON', Buffer.from('{"graph": {}}')],
    ['a page of HTML', Buffer.from('<!doctype html><title>404</title>')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['zeros', new Uint8Array(64)],
    ['half a model', whole.subarray(0, whole.length >> 1)],
    ['all but the last byte', whole.subarray(0, -1)],
    ['only the number of its format', whole.subarray(0, 2)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readModel(bytes)).toThrow(
      expect.objectContaining({
        code: 'GRAPH_INVALID',
        message: 'A model file must be in the ONNX format. Export it again.',
      }),
    );
  });
});
