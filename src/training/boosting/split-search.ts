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
  /** Least hessian on each side, above 0. */
  readonly minHessian: number;
  /** Least number of rows on each side: exact where all hessians are equal, else an estimate. */
  readonly minRows: number;
  /** Per column: 1 the prediction may only rise with it, -1 only fall, 0 either. */
  readonly monotone: Int8Array;
}

/** A split with the sums of what goes left. */
export interface FoundSplit {
  readonly split: Split;
  readonly left: NodeSums;
}

/** A gain below this share of what the node has gained already is rounding noise. */
const noisyGain = 1e-12;
/** Sums below this share of the node's hessian are what subtracting histograms leaves of nothing. */
const noisySum = 1e-9;

/** A category is sorted among the others once it has this many rows; fewer tell too little. */
const minCategoryRows = 10;
/** Pulls the order of rare categories to the middle (LightGBM's cat_smooth). */
const categorySmoothing = 10;

/** The value of a leaf: the Newton step, within its bounds. */
export function leafValue({ gradient, hessian }: NodeSums, l2: number, { low, high }: ValueBounds): number {
  const value = -gradient / (hessian + l2);
  return value < low ? low : value > high ? high : value;
}

/** What is looked for in the bins of one column. */
interface Search {
  /** float64 [256, 2] */
  readonly part: Float64Array;
  readonly column: number;
  readonly sums: NodeSums;
  readonly bounds: ValueBounds;
  readonly rules: SplitRules;
  /** Least hessian on each side. */
  readonly minHessian: number;
  /** Average hessian of a row. */
  readonly rowHessian: number;
  /** The score of the node as it is. */
  readonly parent: number;
}

/**
 * The split that lowers the loss most, if any does (Chen, Guestrin, KDD 2016, equation 7, without the
 * factor one half). Missing values are tried on both sides.
 *
 * @param histogram - float64 [columns, 256, 2] of the node
 * @param rows - number of rows of the node
 */
export function findSplit(
  histogram: Float64Array,
  columns: readonly ColumnBins[],
  sums: NodeSums,
  rows: number,
  bounds: ValueBounds,
  rules: SplitRules,
): FoundSplit | undefined {
  const parent = score(sums.gradient, sums.hessian, rules.l2, bounds);
  // Histograms hold hessians, not rows; on average a row has this much.
  const rowHessian = sums.hessian / rows;
  const minHessian = Math.max(rules.minHessian, rules.minRows * rowHessian);
  const minGain = noisyGain * Math.abs(parent);
  let best: FoundSplit | undefined;
  for (const [column, bins] of columns.entries()) {
    const start = column * binsPerColumn * 2;
    const part = histogram.subarray(start, start + binsPerColumn * 2);
    const search = { part, column, sums, bounds, rules, minHessian, rowHessian, parent };
    const least = best?.split.gain ?? minGain;
    const found =
      bins.kind === 'numeric'
        ? findNumericSplit(search, bins.edges, least)
        : findCategorySplit(search, bins.codes, least);
    best = found ?? best;
  }
  return best;
}

/**
 * Whether no row of the node is in the bin. Equal hessians leave exactly 0; others leave rounding noise,
 * and then it is the gradient that shows rows whose hessian is next to nothing.
 */
function isEmpty({ part, sums }: Search, bin: number): boolean {
  const gradient = part[2 * bin];
  const hessian = part[2 * bin + 1];
  const noise = noisySum * sums.hessian;
  return hessian === 0 || (hessian <= noise && Math.abs(gradient) <= noise);
}

function findNumericSplit(search: Search, edges: Float32Array, least: number): FoundSplit | undefined {
  const { part, column, sums, bounds, rules, minHessian, parent } = search;
  const { l2 } = rules;
  const direction = rules.monotone[column];
  const isPlain = direction === 0 && bounds === unbounded;
  const missingGradient = part[2 * missingBin];
  const missingHessian = part[2 * missingBin + 1];
  const nothingMissing = isEmpty(search, missingBin);
  let gain = least;
  let bin = -1;
  let missingGoesLeft = false;
  let bestGradient = 0;
  let bestHessian = 0;
  // Without missing values here both passes find the same: one is enough.
  for (let pass = 0; pass < (nothingMissing ? 1 : 2); pass++) {
    let gradient = pass === 0 ? 0 : missingGradient;
    let hessian = pass === 0 ? 0 : missingHessian;
    // The last bin only parts from missing values that go right.
    const end = edges.length + (pass === 0 && !nothingMissing ? 1 : 0);
    for (let b = 0; b < end; b++) {
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
  if (nothingMissing) missingGoesLeft = bestHessian > sums.hessian - bestHessian;
  const threshold = edges[bin] ?? Number.POSITIVE_INFINITY;
  return {
    split: { kind: 'numeric', column, bin, threshold, missingGoesLeft, gain },
    left: { gradient: bestGradient, hessian: bestHessian },
  };
}

/**
 * The best way to part the categories in two: sorted by gradient over hessian the best parting is a cut
 * (Fisher, JASA 53, 1958), so only cuts are tried. Categories too rare to be sorted stay together.
 */
function findCategorySplit(search: Search, codes: Int32Array, least: number): FoundSplit | undefined {
  const { part, column, sums, bounds, rules, minHessian, rowHessian, parent } = search;
  const { l2 } = rules;
  const present: number[] = [];
  for (let bin = 0; bin < codes.length; bin++) if (!isEmpty(search, bin)) present.push(bin);
  const sorted = present.filter((bin) => part[2 * bin + 1] >= minCategoryRows * rowHessian);
  const rank = (bin: number) => part[2 * bin] / (part[2 * bin + 1] + categorySmoothing);
  sorted.sort((a, b) => rank(a) - rank(b) || a - b);
  const missing = { gradient: part[2 * missingBin], hessian: part[2 * missingBin + 1] };
  const nothingMissing = isEmpty(search, missingBin);
  let found: { bins: number[]; missingGoesLeft: boolean; gain: number; left: NodeSums } | undefined;
  // From either end, so that the rare ones can side with either half; missing values with either, too.
  for (const order of [sorted, [...sorted].reverse()]) {
    for (const missingGoesLeft of nothingMissing ? [false] : [false, true]) {
      let gradient = missingGoesLeft ? missing.gradient : 0;
      let hessian = missingGoesLeft ? missing.hessian : 0;
      for (const [position, bin] of order.entries()) {
        gradient += part[2 * bin];
        hessian += part[2 * bin + 1];
        const right = { gradient: sums.gradient - gradient, hessian: sums.hessian - hessian };
        if (hessian < minHessian) continue;
        if (right.hessian < minHessian) break;
        const gain =
          score(gradient, hessian, l2, bounds) + score(right.gradient, right.hessian, l2, bounds) - parent;
        if (gain <= (found?.gain ?? least)) continue;
        found = { bins: order.slice(0, position + 1), missingGoesLeft, gain, left: { gradient, hessian } };
      }
    }
  }
  if (found === undefined) return undefined;
  const { gain, left } = found;
  // What is missing only later goes with the majority.
  const missingGoesLeft = nothingMissing ? left.hessian > sums.hessian - left.hessian : found.missingGoesLeft;
  const goesLeft = new Set(found.bins);
  const bins = present.filter((bin) => goesLeft.has(bin) !== missingGoesLeft);
  if (bins.length === 0) return undefined;
  const parted = bins.map((bin) => codes[bin]);
  return { split: { kind: 'category', column, codes: parted, bins, missingGoesLeft, gain }, left };
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
