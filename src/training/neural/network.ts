import type { RandomSource } from '../../data';
import type { InputPlan } from './network-input';

/** What a network has learned, or starts from: plain numbers, row after row. */
export interface Network {
  /** float32 [slots, size]; undefined without category columns */
  readonly embedding: Weights | undefined;
  /** From the input to the output; all but the last are followed by a ReLU. */
  readonly layers: readonly { readonly weights: Weights; readonly bias: Float32Array }[];
}

export interface Weights {
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** Embeddings start this close to 0, as Keras starts them. */
const embeddingSpread = 0.05;

export interface NetworkPlan {
  readonly plan: InputPlan;
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  readonly embeddingSize: number;
  /** What the output starts from: one number per output. */
  readonly bias: Float32Array;
}

/**
 * A network before its training. Weights are drawn so that layers neither damp nor amplify what passes
 * through: normal, with variance 2 / inputs before a ReLU (He et al., ICCV 2015) and 1 / inputs before the
 * output.
 */
export function initialNetwork(
  { plan, hidden, embeddingSize, bias }: NetworkPlan,
  random: RandomSource,
): Network {
  const embedding =
    plan.slots === 0
      ? undefined
      : weightsOf(plan.slots, embeddingSize, () => embeddingSpread * (2 * random.next() - 1));
  const widths = [plan.numbers.length + plan.categories.length * embeddingSize, ...hidden, bias.length];
  const layers = widths.slice(1).map((width, index) => {
    const isOutput = index === hidden.length;
    const deviation = Math.sqrt((isOutput ? 1 : 2) / widths[index]);
    return {
      weights: weightsOf(widths[index], width, () => deviation * random.normal()),
      bias: isOutput ? bias : new Float32Array(width),
    };
  });
  return { embedding, layers };
}

function weightsOf(rows: number, columns: number, draw: () => number): Weights {
  return { data: Float32Array.from({ length: rows * columns }, draw), rows, columns };
}
