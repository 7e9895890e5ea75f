import type { Binding, Contract, Row } from '../../src/contract';
import { sealContract } from '../../src/contract';
import { floats, GraphBuilder, int64s, operators, type Value, writeModel } from '../../src/onnx';

/** A model as other tools make them, with what says how it is served. */
export interface ForeignModel {
  readonly contract: Contract;
  readonly binding: Binding;
  readonly content: Uint8Array;
  /** Rows that the contract accepts. */
  readonly rows: readonly Row[];
}

const common = { major: 1, title: 'Foreign' } as const;

/** Columns of texts, floats, doubles and bools as four inputs; a label that is a text, and probabilities. */
export function passengers(): ForeignModel {
  const graph = new GraphBuilder('passengers');
  const numbers = graph.input('numbers', 'float', ['N', 2]);
  const fare = graph.input('fare', 'double', ['N', 1]);
  const texts = graph.input('texts', 'string', ['N', 2]);
  const alone = graph.input('alone', 'bool', ['N']);
  const codes = graph.node('LabelEncoder', [texts], [{ type: 'float', shape: ['N', 2] }], {
    domain: 'ai.onnx.ml',
    attributes: {
      keys_strings: { strings: ['male', 'female', 'Cherbourg', 'two words', ''] },
      values_floats: { floats: [1, 2, 3, 4, 5] },
      default_float: { float: -1 },
    },
  })[0];
  const filled = operators.where(
    graph,
    operators.isMissing(graph, numbers),
    graph.constant(floats([0], [])),
    numbers,
  );
  const columns = operators.concatColumns(graph, [
    filled,
    operators.cast(graph, fare, 'float'),
    codes,
    operators.withLastAxis(graph, operators.cast(graph, alone, 'float')),
  ]);
  const scores = operators.affine(
    graph,
    columns,
    graph.constant(floats([0.1, -0.1, 0.2, 0.3, -0.3, 0.1, 0.01, -0.02, 0.5, -0.4, 0.7, 0.1], [6, 2])),
    graph.constant(floats([0.5, -0.25])),
  );
  const [label] = graph.node(
    'LabelEncoder',
    [operators.argMax(graph, scores)],
    [{ type: 'string', shape: ['N'] }],
    {
      domain: 'ai.onnx.ml',
      attributes: { keys_int64s: { ints: [0, 1] }, values_strings: { strings: ['died', 'got away'] } },
    },
  );
  graph.output('output_label', label);
  graph.output('output_probability', operators.softmax(graph, scores));
  return {
    content: writeModel(graph),
    contract: sealContract({
      ...common,
      model: 'passengers',
      features: [
        { kind: 'number', name: 'age', source: 'age', integer: false, nullable: true, missingValues: [-1] },
        { kind: 'number', name: 'relatives', source: 'relatives', integer: false, nullable: false, min: 0 },
        { kind: 'number', name: 'fare', source: 'Fare', integer: false, dtype: 'float64', nullable: false },
        {
          kind: 'category',
          name: 'sex',
          source: 'sex',
          open: false,
          dtype: 'string',
          nullable: false,
          categories: [
            { name: 'male', value: 'male' },
            { name: 'female', value: 'female' },
          ],
        },
        {
          kind: 'category',
          name: 'port',
          source: 'port',
          open: true,
          dtype: 'string',
          nullable: true,
          categories: [],
        },
        { kind: 'boolean', name: 'alone', source: 'alone', nullable: false },
      ],
      target: {
        task: 'classification',
        name: 'fate',
        source: 'output_label',
        classes: [
          { name: 'died', value: 'died' },
          { name: 'got_away', value: 'got away' },
        ],
      },
    }),
    binding: {
      kind: 'tensors',
      batch: 'dynamic',
      inputs: [
        { input: 'numbers', dtype: 'float32', rank: 2, features: ['age', 'relatives'] },
        { input: 'fare', dtype: 'float64', rank: 2, features: ['fare'] },
        { input: 'texts', dtype: 'string', rank: 2, features: ['sex', 'port'], missing: '' },
        { input: 'alone', dtype: 'bool', rank: 1, features: ['alone'] },
      ],
      outputs: { label: 'output_label', probabilities: 'output_probability' },
    },
    rows: [
      { age: 22, relatives: 1, fare: 7.25, sex: 'male', port: 'Cherbourg', alone: true },
      { age: null, relatives: 0, fare: 1e-50, sex: 'female', port: null, alone: false },
      { age: -1, relatives: 3, fare: 512.3292, sex: 'female', port: 'two words', alone: true },
      { age: 0.42, relatives: 2, fare: 0, sex: 'male', port: 'Atlantis', alone: false },
    ],
  };
}

const pixels = 28 * 28;

/** Images [N, 1, 28, 28]: scores of ten classes, the best of them, and the image itself in two axes. */
export function digits(): ForeignModel {
  const graph = new GraphBuilder('digits');
  const image = graph.input('Input3', 'float', ['N', 1, 28, 28]);
  const flat = reshaped(graph, image, [-1, pixels]);
  const weights = Float32Array.from({ length: pixels * 10 }, (_, at) => ((at * 7) % 19) / 19 - 0.4);
  const scores = operators.affine(
    graph,
    flat,
    graph.constant(floats(weights, [pixels, 10])),
    graph.constant(floats(Array.from({ length: 10 }, (_, at) => at / 7))),
  );
  graph.output('Plus214_Output_0', scores);
  graph.output('best', operators.argMax(graph, scores));
  graph.output('pixels', reshaped(graph, image, [-1, 28, 28]));
  return {
    content: writeModel(graph),
    contract: sealContract({
      ...common,
      model: 'digits',
      features: [
        {
          kind: 'tensor',
          name: 'image',
          source: 'Input3',
          dtype: 'float32',
          shape: [1, 28, 28],
          min: 0,
          max: 255,
          nullable: false,
        },
      ],
      target: {
        task: 'tensors',
        name: 'outputs',
        source: 'digits',
        outputs: [
          { name: 'scores', source: 'Plus214_Output_0', dtype: 'float32', shape: [10] },
          { name: 'best', source: 'best', dtype: 'int64', shape: [] },
          { name: 'pixels', source: 'pixels', dtype: 'float32', shape: [28, 28] },
        ],
      },
    }),
    binding: {
      kind: 'tensors',
      batch: 'dynamic',
      inputs: [{ input: 'Input3', dtype: 'float32', rank: 4, features: ['image'] }],
      outputs: {},
    },
    rows: [0, 1, 2].map((row) => ({
      image: Array.from({ length: pixels }, (_, at) => ((at * (row + 3)) % 256) / 3),
    })),
  };
}

/** A batch that is fixed to one: three numbers in, their sum and difference out. */
export function fixedBatch(): ForeignModel {
  const graph = new GraphBuilder('fixed');
  const x = graph.input('x', 'float', [1, 3]);
  const y = operators.affine(
    graph,
    x,
    graph.constant(floats([1, 1, 1], [3, 1])),
    graph.constant(floats([0.1])),
  );
  graph.output('variable', y);
  return {
    content: writeModel(graph),
    contract: sealContract({
      ...common,
      model: 'fixed-batch',
      features: ['a', 'b', 'c'].map((name) => ({
        kind: 'number',
        name,
        source: name,
        integer: false,
        nullable: false,
      })),
      target: { task: 'regression', name: 'total', source: 'variable', unit: 'kg' },
    }),
    binding: {
      kind: 'tensors',
      batch: 'one',
      inputs: [{ input: 'x', dtype: 'float32', rank: 2, features: ['a', 'b', 'c'] }],
      outputs: { prediction: 'variable' },
    },
    rows: [
      { a: 0.1, b: 0.2, c: 0.3 },
      { a: -5, b: 1e10, c: 7 },
      { a: 1, b: 2, c: 3 },
    ],
  };
}

/** No axis of rows: a vector of any length and a factor in, the products and their number of axes out. */
export function unbatched(): ForeignModel {
  const graph = new GraphBuilder('unbatched');
  const values = graph.input('values', 'double', ['L']);
  const factor = graph.input('factor', 'double', []);
  graph.output('products', operators.multiply(graph, values, factor));
  const [length] = graph.node('Size', [values], [{ type: 'int64', shape: [] }]);
  graph.output('length', length);
  return {
    content: writeModel(graph),
    contract: sealContract({
      ...common,
      model: 'unbatched',
      features: [
        {
          kind: 'tensor',
          name: 'values',
          source: 'values',
          dtype: 'float64',
          shape: [null],
          nullable: false,
        },
        {
          kind: 'number',
          name: 'factor',
          source: 'factor',
          integer: false,
          dtype: 'float64',
          nullable: false,
        },
      ],
      target: {
        task: 'tensors',
        name: 'outputs',
        source: 'unbatched',
        outputs: [
          { name: 'products', source: 'products', dtype: 'float64', shape: [null] },
          { name: 'length', source: 'length', dtype: 'int64', shape: [] },
        ],
      },
    }),
    binding: {
      kind: 'tensors',
      batch: 'none',
      inputs: [
        { input: 'values', dtype: 'float64', rank: 1, features: ['values'] },
        { input: 'factor', dtype: 'float64', rank: 0, features: ['factor'] },
      ],
      outputs: {},
    },
    rows: [
      { values: [1, 0.1, 1e300], factor: 3 },
      { values: [2], factor: 1e-300 },
    ],
  };
}

/** Whole numbers of 64 bits, texts and sequences of any length, given back; numbers plus 2^53. */
export function identifiers(): ForeignModel {
  const graph = new GraphBuilder('identifiers');
  const id = graph.input('id', 'int64', ['N', 1]);
  const name = graph.input('name', 'string', ['N']);
  const tokens = graph.input('tokens', 'int64', ['N', 'L']);
  const words = graph.input('words', 'string', ['N', 2]);
  const flags = graph.input('flags', 'bool', ['N', 2, 1]);
  graph.output('next', operators.add(graph, id, graph.constant(int64s([2 ** 53], []))));
  graph.output('greeting', same(graph, name));
  graph.output('tokens_out', same(graph, tokens));
  graph.output('words_out', same(graph, words));
  graph.output('flags_out', same(graph, flags));
  return {
    content: writeModel(graph),
    contract: sealContract({
      ...common,
      model: 'identifiers',
      features: [
        { kind: 'number', name: 'id', source: 'id', integer: true, dtype: 'int64', nullable: false },
        {
          kind: 'category',
          name: 'name',
          source: 'name',
          open: true,
          categories: [],
          dtype: 'string',
          nullable: false,
        },
        { kind: 'tensor', name: 'tokens', source: 'tokens', dtype: 'int64', shape: [null], nullable: false },
        { kind: 'tensor', name: 'words', source: 'words', dtype: 'string', shape: [2], nullable: false },
        { kind: 'tensor', name: 'flags', source: 'flags', dtype: 'bool', shape: [2, 1], nullable: false },
      ],
      target: {
        task: 'tensors',
        name: 'outputs',
        source: 'identifiers',
        outputs: [
          { name: 'next', source: 'next', dtype: 'int64', shape: [1] },
          { name: 'greeting', source: 'greeting', dtype: 'string', shape: [] },
          { name: 'tokens', source: 'tokens_out', dtype: 'int64', shape: [null] },
          { name: 'words', source: 'words_out', dtype: 'string', shape: [2] },
          { name: 'flags', source: 'flags_out', dtype: 'bool', shape: [2, 1] },
        ],
      },
    }),
    binding: {
      kind: 'tensors',
      batch: 'dynamic',
      inputs: [
        { input: 'id', dtype: 'int64', rank: 2, features: ['id'] },
        { input: 'name', dtype: 'string', rank: 1, features: ['name'] },
        { input: 'tokens', dtype: 'int64', rank: 2, features: ['tokens'] },
        { input: 'words', dtype: 'string', rank: 2, features: ['words'] },
        { input: 'flags', dtype: 'bool', rank: 3, features: ['flags'] },
      ],
      outputs: {},
    },
    rows: [
      { id: 1, name: 'Zoë', tokens: [1, 2], words: ['a', 'b'], flags: [true, false] },
      {
        id: '9007199254740993',
        name: '',
        tokens: ['-9223372036854775808', 5],
        words: ['ü', ''],
        flags: [false, false],
      },
      { id: -7, name: 'x', tokens: [3, 4, '9223372036854775807'], words: ['日本', ' '], flags: [true, true] },
    ],
  };
}

function reshaped(graph: GraphBuilder, x: Value, shape: readonly number[]): Value {
  const axes = shape.map((axis) => (axis < 0 ? 'N' : axis));
  return graph.node('Reshape', [x, graph.constant(int64s(shape))], [{ type: x.type, shape: axes }])[0];
}

function same(graph: GraphBuilder, x: Value): Value {
  return graph.node('Identity', [x], [x])[0];
}
