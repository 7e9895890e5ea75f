import { type ColumnBins, missingBin } from '../boosting/bins';
import type { Split } from '../boosting/tree';
import type { ColumnSums } from './column-sums';

/** Sums over the rows of a node. */
export interface ForestSums {
  readonly weight: number;
  /** float64 [channels] */
  readonly sums: Float64Array;
}

/** A gain below this share of the node's score is rounding noise. */
const noisyGain = 1e-12;

/** Pulls categories of few rows to the middle of the order: so many rows like the node's average join each. */
const categorySmoothing = 10;

/**
 * How well one answer fits the rows of a node, up to a constant: the sum of squares that their mean
 * explains. Where each class has a channel, differences of it are those of Gini's impurity (Breiman et al.,
 * Classification and Regression Trees, 1984).
 */
export function scoreOf({ weight, sums }: ForestSums): number {
  let squares = 0;
  for (let channel = 0; channel < sums.length; channel++) squares += sums[channel] * sums[channel];
  return squares / weight;
}

/**
 * The split of one column that gains most, if any gains more than `least`. Missing values are tried on
 * both sides; where there are none they go with the majority.
 *
 * @param minWeight - least weight on each side, above 0
 */
export function findForestSplit(
  found: ColumnSums,
  column: number,
  bins: ColumnBins,
  node: ForestSums,
  minWeight: number,
  least: number,
): Split | undefined {
  const isNumeric = bins.kind === 'numeric';
  const order = isNumeric ? found.present : byShare(found, node);
  const cut = findCut(found, order, node, minWeight, Math.max(least, noisyGain * scoreOf(node)));
  if (cut === undefined) return undefined;
  const { position, gain, missingGoesLeft } = cut;
  if (isNumeric)
    return { kind: 'numeric', column, ...thresholdAt(order, position, bins.edges), missingGoesLeft, gain };
  const listed = missingGoesLeft ? order.slice(position + 1) : order.slice(0, position + 1);
  const ascending = [...listed.sort()];
  const codes = ascending.map((bin) => bins.codes[bin]);
  return { kind: 'category', column, codes, bins: ascending, missingGoesLeft, gain };
}

/** Where the bins between two with rows are empty, a threshold in the middle of them. */
function thresholdAt(order: Uint8Array, position: number, edges: Float32Array) {
  if (position + 1 === order.length) return { bin: edges.length, threshold: Number.POSITIVE_INFINITY };
  const bin = (order[position] + order[position + 1] - 1) >> 1;
  return { bin, threshold: edges[bin] };
}

/**
 * Categories by the mean of what they add, the best order there is for one channel (Fisher, JASA 53,
 * 1958); of several classes by the share of the most frequent.
 */
function byShare({ present, weights, sums, channels }: ColumnSums, node: ForestSums): Uint8Array {
  const channel = node.sums.indexOf(Math.max(...node.sums));
  const average = node.sums[channel] / node.weight;
  const rank = (bin: number) =>
    (sums[bin * channels + channel] + categorySmoothing * average) / (weights[bin] + categorySmoothing);
  return present.slice().sort((a, b) => rank(a) - rank(b) || a - b);
}

interface Cut {
  /** Of the last bin of the order that goes left. */
  readonly position: number;
  readonly missingGoesLeft: boolean;
  readonly gain: number;
}

/** The best place to cut the order of bins in two. */
function findCut(
  { weights, sums, channels }: ColumnSums,
  order: Uint8Array,
  node: ForestSums,
  minWeight: number,
  least: number,
): Cut | undefined {
  const parent = scoreOf(node);
  const missingWeight = weights[missingBin];
  const left = new Float64Array(channels);
  let best: Cut | undefined;
  let bestWeight = 0;
  for (const missingGoesLeft of missingWeight > 0 ? [false, true] : [false]) {
    left.fill(0);
    if (missingGoesLeft) left.set(sums.subarray(missingBin * channels, (missingBin + 1) * channels));
    let weight = missingGoesLeft ? missingWeight : 0;
    for (let position = 0; position < order.length; position++) {
      const bin = order[position];
      weight += weights[bin];
      const rightWeight = node.weight - weight;
      let leftSquares = 0;
      let rightSquares = 0;
      for (let channel = 0; channel < channels; channel++) {
        left[channel] += sums[bin * channels + channel];
        const rest = node.sums[channel] - left[channel];
        leftSquares += left[channel] * left[channel];
        rightSquares += rest * rest;
      }
      if (weight < minWeight) continue;
      if (rightWeight < minWeight) break;
      const gain = leftSquares / weight + rightSquares / rightWeight - parent;
      if (gain <= (best?.gain ?? least)) continue;
      best = { position, missingGoesLeft, gain };
      bestWeight = weight;
    }
  }
  if (best === undefined || missingWeight > 0) return best;
  return { ...best, missingGoesLeft: bestWeight > node.weight - bestWeight };
}
