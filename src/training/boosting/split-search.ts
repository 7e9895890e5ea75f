import { type ColumnBins, missingBin } from './bins';
import { binsPerColumn } from './histogram-kernel';
import type { Split } from './tree';

/** Sums over the rows of a node. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
}

/** What leaf values may be, by the monotone splits above the node. */
export interface ValueBounds {
  readonly low: number;
  readonly high: number;
}

export const unbounded: ValueBounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

export interface SplitRules {
  /** Weight of half the squared leaf values. */
  readonly l2: number;
  /** Least hessian on each side; with squared loss that is the least number of rows. */
  readonly minHessian: number;
  /** Per column: 1 the prediction may only rise with it, -1 only fall, 0 either. */
  readonly monotone: Int8Array;
}

/** A split with the sums of what goes left. */
export interface FoundSplit {
  readonly split: Split;
  readonly left: NodeSums;
}

/** A gain below this is rounding noise. */
const minGain = 1e-7;

/** A category is sorted among the others once it has this many rows; fewer tell too little. */
const minCategoryRows = 10;
/** Pulls the order of rare categories to the middle (LightGBM's cat_smooth). */
const categorySmoothing = 10;

/** The value of a leaf: the Newton step, within its bounds. */
export function leafValue({ gradient, hessian }: NodeSums, l2: number, { low, high }: ValueBounds): number {
  const value = -gradient / (hessian + l2);
  return value < low ? low : value > high ? high : value;
}

/**
 * The split that lowers the loss most, if any does (Chen, Guestrin, KDD 2016, equation 7, without the
 * factor one half). Missing values are tried on both sides.
 *
 * @param histogram - float64 [columns, 256, 2] of the node
 * @param candidates - the columns that may be split on
 * @param rows - number of rows of the node
 */
export function findSplit(
  histogram: Float64Array,
  columns: readonly ColumnBins[],
  candidates: ArrayLike<number>,
  sums: NodeSums,
  rows: number,
  bounds: ValueBounds,
  rules: SplitRules,
): FoundSplit | undefined {
  // Histograms hold hessians, not rows; on average a row has this much.
  const minCategoryHessian = (minCategoryRows * sums.hessian) / rows;
  let best: FoundSplit | undefined;
  for (let i = 0; i < candidates.length; i++) {
    const column = candidates[i];
    const bins = columns[column];
    const start = column * binsPerColumn * 2;
    const part = histogram.subarray(start, start + binsPerColumn * 2);
    const least = best?.split.gain ?? minGain;
    const found =
      bins.kind === 'numeric'
        ? findNumericSplit(part, column, bins.edges, sums, bounds, rules, least)
        : findCategorySplit(part, column, bins.count, sums, minCategoryHessian, bounds, rules, least);
    best = found ?? best;
  }
  return best;
}

function findNumericSplit(
  part: Float64Array,
  column: number,
  edges: Float32Array,
  sums: NodeSums,
  bounds: ValueBounds,
  rules: SplitRules,
  least: number,
): FoundSplit | undefined {
  const { l2, minHessian } = rules;
  const direction = rules.monotone[column];
  const isPlain = direction === 0 && bounds === unbounded;
  const parent = score(sums.gradient, sums.hessian, l2, bounds);
  const missingGradient = part[2 * missingBin];
  const missingHessian = part[2 * missingBin + 1];
  let gain = least;
  let bin = -1;
  let missingGoesLeft = false;
  let bestGradient = 0;
  let bestHessian = 0;
  // Without missing values here both passes find the same: one is enough.
  const passes = missingHessian > 0 ? 2 : 1;
  for (let pass = 0; pass < passes; pass++) {
    let gradient = pass === 0 ? 0 : missingGradient;
    let hessian = pass === 0 ? 0 : missingHessian;
    for (let b = 0; b < edges.length; b++) {
      gradient += part[2 * b];
      hessian += part[2 * b + 1];
      if (hessian < minHessian) continue;
      const rightHessian = sums.hessian - hessian;
      if (rightHessian < minHessian) break;
      const rightGradient = sums.gradient - gradient;
      const reached = isPlain
        ? sumOfScores(gradient, hessian + l2, rightGradient, rightHessian + l2) - parent
        : boundedScore(gradient, hessian, rightGradient, rightHessian, l2, bounds, direction) - parent;
      if (reached <= gain) continue;
      gain = reached;
      bin = b;
      missingGoesLeft = pass === 1;
      bestGradient = gradient;
      bestHessian = hessian;
    }
  }
  if (bin < 0) return undefined;
  // A value that is missing only later goes with the majority.
  if (missingHessian === 0) missingGoesLeft = bestHessian > sums.hessian - bestHessian;
  return {
    split: { kind: 'numeric', column, bin, threshold: edges[bin], missingGoesLeft, gain },
    left: { gradient: bestGradient, hessian: bestHessian },
  };
}

/**
 * The best way to part the categories in two: sorted by gradient over hessian the best parting is a cut
 * (Fisher, JASA 53, 1958), so only cuts are tried. Categories too rare to be sorted go right.
 */
function findCategorySplit(
  part: Float64Array,
  column: number,
  count: number,
  sums: NodeSums,
  minCategoryHessian: number,
  bounds: ValueBounds,
  { l2, minHessian }: SplitRules,
  least: number,
): FoundSplit | undefined {
  const sorted: number[] = [];
  for (let code = 0; code < count; code++) if (part[2 * code + 1] >= minCategoryHessian) sorted.push(code);
  if (sorted.length === 0) return undefined;
  const rank = (code: number) => part[2 * code] / (part[2 * code + 1] + categorySmoothing);
  sorted.sort((a, b) => rank(a) - rank(b) || a - b);
  const parent = score(sums.gradient, sums.hessian, l2, bounds);
  const missing = { gradient: part[2 * missingBin], hessian: part[2 * missingBin + 1] };
  let found: { codes: number[]; missingGoesLeft: boolean; gain: number; left: NodeSums } | undefined;
  // From either end, so that the rare ones can side with either half; missing values with either, too.
  for (const order of [sorted, [...sorted].reverse()]) {
    for (const missingGoesLeft of missing.hessian > 0 ? [false, true] : [false]) {
      let gradient = missingGoesLeft ? missing.gradient : 0;
      let hessian = missingGoesLeft ? missing.hessian : 0;
      for (const [position, code] of order.entries()) {
        gradient += part[2 * code];
        hessian += part[2 * code + 1];
        const right = { gradient: sums.gradient - gradient, hessian: sums.hessian - hessian };
        if (hessian < minHessian) continue;
        if (right.hessian < minHessian) break;
        const gain =
          score(gradient, hessian, l2, bounds) + score(right.gradient, right.hessian, l2, bounds) - parent;
        if (gain <= (found?.gain ?? least)) continue;
        found = { codes: order.slice(0, position + 1), missingGoesLeft, gain, left: { gradient, hessian } };
      }
    }
  }
  if (found === undefined) return undefined;
  const { codes, missingGoesLeft, gain, left } = found;
  return {
    split: { kind: 'category', column, codes: codes.sort((a, b) => a - b), missingGoesLeft, gain },
    left,
  };
}

/** Twice the loss that a leaf with these sums takes away. */
function score(gradient: number, hessian: number, l2: number, bounds: ValueBounds): number {
  if (bounds === unbounded) return (gradient * gradient) / (hessian + l2);
  const value = leafValue({ gradient, hessian }, l2, bounds);
  return -(2 * gradient * value + (hessian + l2) * value * value);
}

/** g²/h of both sides over a common denominator: this innermost of loops waits for divisions. */
function sumOfScores(gradient: number, hessian: number, rightGradient: number, rightHessian: number): number {
  return (
    (gradient * gradient * rightHessian + rightGradient * rightGradient * hessian) / (hessian * rightHessian)
  );
}

/** The score of both sides, or nothing gained where they would break the column's direction. */
function boundedScore(
  gradient: number,
  hessian: number,
  rightGradient: number,
  rightHessian: number,
  l2: number,
  bounds: ValueBounds,
  direction: number,
): number {
  const left = leafValue({ gradient, hessian }, l2, bounds);
  const right = leafValue({ gradient: rightGradient, hessian: rightHessian }, l2, bounds);
  if (direction * (right - left) < 0) return Number.NEGATIVE_INFINITY;
  return score(gradient, hessian, l2, bounds) + score(rightGradient, rightHessian, l2, bounds);
}
