import { InferenceSession, Tensor } from 'onnxruntime-node';
import {
  type Contract,
  compileEncoder,
  type Feature,
  type Golden,
  goldenExpectation,
  type Row,
  readPrediction,
  type SupervisedPrediction,
} from '../../src/contract';
import { floats, GraphBuilder, operators, writeModel } from '../../src/onnx';

/**
 * The ONNX file of a model that nobody trained: a weighted sum of the features, missing ones counting as
 * 0, with one output per class.
 *
 * @param shift - added to every output, so that two versions answer differently
 */
export function tinyModel({ features, target }: Contract, shift = 0): Uint8Array {
  const outputs = target.task === 'classification' ? target.classes.length : 1;
  const weights = features.flatMap((feature, row) =>
    Array.from({ length: outputs }, (_, column) => (((row * 7 + column * 5) % 9) - 4) * scaleOf(feature)),
  );
  const graph = new GraphBuilder('tiny');
  const x = graph.input('features', 'float', ['N', features.length]);
  const zero = graph.constant(floats([0], []));
  const filled = operators.where(graph, operators.isMissing(graph, x), zero, x);
  const scores = operators.affine(
    graph,
    filled,
    graph.constant(floats(weights, [features.length, outputs])),
    graph.constant(floats(Array.from({ length: outputs }, (_, column) => column + shift * (column + 1)))),
  );
  if (target.task === 'regression') {
    graph.output('prediction', scores);
  } else {
    graph.output('label', operators.argMax(graph, scores));
    graph.output('probabilities', operators.softmax(graph, scores));
  }
  return writeModel(graph);
}

/** Keeps every feature's share of the sum around 1. */
function scaleOf(feature: Feature): number {
  if (feature.kind === 'date') return 1e-4;
  return feature.kind === 'number' ? 1 / Math.max(1, Math.abs(feature.max ?? 1000)) : 0.25;
}

/** What ONNX Runtime itself makes of the rows, without anything of the runtime between. */
export async function directPrediction(
  model: Uint8Array,
  contract: Contract,
  rows: readonly Row[],
): Promise<SupervisedPrediction> {
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  try {
    const { data, columns } = compileEncoder(contract)(rows);
    const outputs = await session.run({ features: new Tensor('float32', data, [rows.length, columns]) });
    return readPrediction(contract.target, outputs, rows.length);
  } finally {
    await session.release();
  }
}

/** The model's own answers to rows, as golden rows. */
export async function goldenOf(model: Uint8Array, contract: Contract, rows: readonly Row[]): Promise<Golden> {
  const prediction = await directPrediction(model, contract, rows);
  const cells = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? null])),
  );
  return { rows: cells, expected: goldenExpectation(contract.target, prediction) };
}
