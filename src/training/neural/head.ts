import { type Matrix, matrix } from '../../contract';
import { type GraphBuilder, operators, type Value } from '../../onnx';
import { probabilityOfTwo } from '../probabilities';
import type { TrainingTarget } from '../step';
import { logisticLoss, type NetworkLoss, softmaxLoss, squaredLoss } from './losses';
import { scaleOf } from './network-input';

/** The end of a network: what its answers mean. */
export interface NetworkHead {
  /** The truth as the network should answer it, float32 [rows, outputs]. */
  readonly truth: Matrix;
  /** The answer that fits all rows best, float32 [outputs]: where training starts. */
  readonly start: Float32Array;
  readonly loss: NetworkLoss;
  /**
   * @param raw - float [N, outputs], what the network answers
   * @returns float [N, 1] in the target's scale, or float [N, classes] of probabilities
   */
  emit(graph: GraphBuilder, raw: Value): Value;
}

/** The head for a number, for one of two classes or for one of several. */
export function headFor({ values, classes }: TrainingTarget): NetworkHead {
  if (classes === 0) return headForNumbers(values);
  return classes === 2 ? headForTwo(values) : headForClasses(values, classes);
}

/** The network answers numbers of mean 0 and deviation 1, whatever those of the target are. */
function headForNumbers(values: Float64Array): NetworkHead {
  const { mean, deviation, isConstant } = scaleOf(values);
  return {
    truth: column(values.map((value) => (value - mean) / deviation)),
    start: new Float32Array(1),
    loss: squaredLoss,
    emit(graph, raw) {
      // Of a target that is the same everywhere nothing is learned but what it is.
      const spread = operators.scalar(graph, isConstant ? 0 : deviation);
      return operators.add(graph, operators.multiply(graph, raw, spread), operators.scalar(graph, mean));
    },
  };
}

function headForTwo(values: Float64Array): NetworkHead {
  const [first, second] = logarithmsOfShares(values, 2);
  return {
    truth: column(values),
    start: Float32Array.of(second - first),
    loss: logisticLoss,
    emit: probabilityOfTwo,
  };
}

function headForClasses(values: Float64Array, classes: number): NetworkHead {
  const truth = new Float32Array(values.length * classes);
  for (const [row, value] of values.entries()) truth[row * classes + value] = 1;
  return {
    truth: matrix(truth, values.length, classes),
    start: logarithmsOfShares(values, classes),
    loss: softmaxLoss,
    emit: operators.softmax,
  };
}

/** What a class counts that no row has. */
const unseenRows = 1e-3;

/** Logarithm of each class's share of the rows. */
function logarithmsOfShares(values: Float64Array, classes: number): Float32Array {
  const counts = new Float64Array(classes);
  for (const value of values) counts[value]++;
  return Float32Array.from(counts, (count) => Math.log(Math.max(count, unseenRows) / values.length));
}

function column(values: Float64Array): Matrix {
  return matrix(Float32Array.from(values), values.length, 1);
}
