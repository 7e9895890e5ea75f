import { floats, operators } from '../../onnx';
import type { FitCalibrator } from './calibrator';

/** A point of a rising line. */
interface Knot {
  readonly x: number;
  readonly y: number;
}

/**
 * The rising function that is closest to the truth, by pooling adjacent violators (Zadrozny, Elkan, KDD
 * 2002); linear between its knots and constant beyond them, as scikit-learn's IsotonicRegression.
 */
export const fitIsotonic: FitCalibrator = (p, isClass) => {
  const knots = risingKnots(p, isClass);
  const [first] = knots;
  const rises = [...knots.keys()].filter((at) => at > 0 && knots[at].y > knots[at - 1].y);
  const starts = rises.map((at) => knots[at - 1].x);
  const widths = rises.map((at) => knots[at].x - knots[at - 1].x);
  const heights = rises.map((at) => knots[at].y - knots[at - 1].y);
  return {
    emit(graph, value) {
      const base = operators.scalar(graph, first.y);
      if (rises.length === 0) {
        return operators.add(graph, operators.multiply(graph, value, operators.scalar(graph, 0)), base);
      }
      // Each rise adds the share of its width that lies below p. A slope would not do: it can be infinite.
      const into = operators.subtract(graph, value, operators.rowOf(graph, starts));
      const share = operators.divide(graph, into, operators.rowOf(graph, widths));
      const covered = operators.clip(graph, share, operators.scalar(graph, 0), operators.scalar(graph, 1));
      const weights = graph.constant(floats(heights, [heights.length, 1]));
      return operators.affine(graph, covered, weights, graph.constant(floats([first.y])));
    },
    detail: { knots: knots.length },
  };
};

interface Pool {
  low: number;
  high: number;
  sum: number;
  weight: number;
}

function risingKnots(p: Float64Array, isClass: Uint8Array): Knot[] {
  const pools: Pool[] = [];
  for (const { low, high, sum, weight } of byProbability(p, isClass)) {
    const last: Pool = { low, high, sum, weight };
    while (pools.length > 0 && meanOf(pools[pools.length - 1]) >= meanOf(last)) {
      const before = pools.pop() as Pool;
      last.low = before.low;
      last.sum += before.sum;
      last.weight += before.weight;
    }
    pools.push(last);
  }
  return pools.flatMap((pool) => {
    const y = meanOf(pool);
    return pool.low === pool.high
      ? [{ x: pool.low, y }]
      : [
          { x: pool.low, y },
          { x: pool.high, y },
        ];
  });
}

/** One pool per distinct probability, ascending. */
function byProbability(p: Float64Array, isClass: Uint8Array): Pool[] {
  const order = [...p.keys()].sort((a, b) => p[a] - p[b]);
  const pools: Pool[] = [];
  for (const row of order) {
    // Float32 is what the graph compares.
    const x = Math.fround(p[row]);
    const last = pools[pools.length - 1];
    if (last?.low === x) {
      last.sum += isClass[row];
      last.weight++;
    } else pools.push({ low: x, high: x, sum: isClass[row], weight: 1 });
  }
  return pools;
}

function meanOf({ sum, weight }: Pool): number {
  return sum / weight;
}
