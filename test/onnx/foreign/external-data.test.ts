import { assertNoExternalData, readForeignModel } from '../../../src/onnx';
import {
  externalTensor,
  floatTensor,
  foreignFile,
  graphOf,
  type NodeInit,
  Type,
} from '../../support/foreign-file';

const secret = externalTensor('W', '/etc/passwd');
const indices = { name: 'i', dataType: Type.INT64, dims: [2n], int64Data: [0n, 1n] };

/** A node whose attribute holds what is given. */
function nodeWith(attribute: NonNullable<NodeInit['attribute']>[number]): NodeInit {
  return { opType: 'Constant', name: 'c', output: ['c'], attribute: [attribute] };
}

function inSubgraph(depth: number): NodeInit {
  const graph = depth === 0 ? graphOf({ initializer: [secret] }) : graphOf({ node: [inSubgraph(depth - 1)] });
  return { opType: 'If', name: `if${depth}`, attribute: [{ name: 'then_branch', type: 5, g: graph }] };
}

const places: readonly (readonly [string, Uint8Array, string])[] = [
  ['an initializer', foreignFile({ initializer: [secret] }), 'initializer "W"'],
  [
    'the values of a sparse initializer',
    foreignFile({ sparseInitializer: [{ values: secret, indices, dims: [2n] }] }),
    'the values of sparse initializer "W"',
  ],
  [
    'the indices of a sparse initializer',
    foreignFile({ sparseInitializer: [{ values: floatTensor('W', [1, 2]), indices: secret, dims: [2n] }] }),
    'the indices of sparse initializer "W"',
  ],
  [
    'an attribute',
    foreignFile({ node: [nodeWith({ name: 'value', type: 4, t: secret })] }),
    'attribute value of node "c"',
  ],
  [
    'one of the tensors of an attribute',
    foreignFile({ node: [nodeWith({ name: 'v', type: 9, tensors: [floatTensor('a', [1]), secret] })] }),
    'attribute v of node "c"',
  ],
  [
    'a sparse attribute',
    foreignFile({ node: [nodeWith({ name: 'v', type: 11, sparseTensor: { values: secret, indices } })] }),
    'the values of attribute v of node "c"',
  ],
  [
    'one of several sparse attributes',
    foreignFile({ node: [nodeWith({ name: 'v', type: 12, sparseTensors: [{ values: secret, indices }] })] }),
    'the values of attribute v of node "c"',
  ],
  ['a subgraph', foreignFile({ node: [inSubgraph(0)] }), 'initializer "W" in the then_branch of node "if0"'],
  [
    'a deep subgraph',
    foreignFile({ node: [inSubgraph(5)] }),
    'initializer "W" in the then_branch of node "if0" in the then_branch of node "if1"',
  ],
  [
    'one of several subgraphs',
    foreignFile({
      node: [nodeWith({ name: 'g', type: 10, graphs: [graphOf(), graphOf({ initializer: [secret] })] })],
    }),
    'initializer "W" in the g of node "c"',
  ],
  [
    'a function',
    foreignFile(
      {},
      { functions: [{ name: 'F', domain: 'd', node: [nodeWith({ name: 'value', t: secret })] }] },
    ),
    'attribute value of node "c" in function "F"',
  ],
  [
    'a default of a function',
    foreignFile({}, { functions: [{ name: 'F', attributeProto: [{ name: 'a', type: 4, t: secret }] }] }),
    'attribute a of function "F"',
  ],
  [
    'the training information',
    foreignFile({}, { trainingInfo: [{ algorithm: graphOf({ initializer: [secret] }) }] }),
    'initializer "W" in the training information',
  ],
];

describe('external data', () => {
  it.each(places)('is found in %s', (_, bytes, place) => {
    const message = expect.stringContaining(`${place}`);
    const error = expect.objectContaining({ code: 'MODEL_REFUSED', message });
    expect(() => assertNoExternalData(bytes, 'm.onnx')).toThrow(error);
    expect(() => readForeignModel(bytes, 'm.onnx')).toThrow(error);
  });

  it('is not found where there is none', () => {
    const file = foreignFile({
      initializer: [floatTensor('W', [1, 2])],
      node: [nodeWith({ name: 'value', type: 4, t: floatTensor('v', [3]) })],
    });
    expect(() => assertNoExternalData(file)).not.toThrow();
  });

  it.each([
    ['a location without entries', { ...secret, externalData: [] }],
    ['entries without a location', { ...secret, dataLocation: 0 }],
    ['a location that nobody knows', { ...secret, externalData: [], dataLocation: 7 }],
  ])('is %s as well', (_, tensor) => {
    expect(() => assertNoExternalData(foreignFile({ initializer: [tensor] }))).toThrow('with external data');
  });

  it('hides in no location written in more bits than it has', () => {
    // Graph { initializer { data_location: 2 ** 32 + 1 } }: a C++ parser reads it as 1.
    const location = [0x70, 0x81, 0x80, 0x80, 0x80, 0x10];
    const tensor = [0x2a, location.length, ...location];
    const file = Uint8Array.from([...foreignFile(), 0x3a, tensor.length, ...tensor]);
    expect(() => assertNoExternalData(file)).toThrow('with external data');
  });

  it('hides in no other location after the first', () => {
    const location = [0x70, 1, 0x70, 0];
    const tensor = [0x2a, location.length, ...location];
    const file = Uint8Array.from([...foreignFile(), 0x3a, tensor.length, ...tensor]);
    expect(() => assertNoExternalData(file)).toThrow('with external data');
  });

  it("hides in no file of ONNX Runtime's own format", () => {
    const file = Buffer.concat([Buffer.from([0x18, 0, 0, 0]), Buffer.from('ORTM'), Buffer.alloc(64)]);
    expect(() => assertNoExternalData(file)).toThrow("ONNX Runtime's own format");
  });

  it('hides in no depth: graphs nest a hundred messages deep at most', () => {
    expect(() => assertNoExternalData(foreignFile({ node: [inSubgraph(60)] }))).toThrow(
      'nested more than 100',
    );
  });

  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 5)],
    ['of groups', () => Uint8Array.from([0x0b, 0x0c])],
    ['of a field without a number', () => Uint8Array.from([0x00, 0x01])],
    ['of an endless number', () => Uint8Array.from(Array.from({ length: 30 }, () => 0xff))],
  ])('is not looked for in bytes that are %s', (_, damage) => {
    expect(() => assertNoExternalData(damage(foreignFile()))).toThrow(
      'must be a whole file in the ONNX format',
    );
  });
});
