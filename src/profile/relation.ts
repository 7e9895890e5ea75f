import { binsOf } from './bins';
import type { ValuedColumn } from './column';
import type { ObservedTarget } from './target';

/** Enough groups to see a bend, few enough that each has rows. */
const mostGroups = 20;

/** From here on a column all but gives the target away. */
export const leakShare = 0.95;

/**
 * The share of the target that a column explains by itself, 0 to 1: knowing the group that a row is in, how
 * much less is to be guessed. For numbers it is the share of the variance of their ranks (the correlation
 * ratio), for classes that of their impurity (Goodman and Kruskal's tau); both are corrected for the number
 * of groups, so that chance alone gives about 0.
 */
export function explainedShare(column: ValuedColumn, target: ObservedTarget): number {
  const { codes, groups } = binsOf(column, mostGroups);
  return target.task === 'regression'
    ? explainedVariance(codes, groups.length, target.ranks)
    : explainedImpurity(codes, groups.length, target.values, target.classes.length);
}

function explainedVariance(codes: Int32Array, groups: number, ranks: Float64Array): number {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  let [count, sum, squares] = [0, 0, 0];
  for (let row = 0; row < ranks.length; row++) {
    const rank = ranks[row];
    if (Number.isNaN(rank)) continue;
    sums[codes[row]] += rank;
    counts[codes[row]]++;
    count++;
    sum += rank;
    squares += rank * rank;
  }
  const total = squares - (sum * sum) / count;
  const between = sums.reduce(
    (all, part, group) => all + (counts[group] > 0 ? part ** 2 / counts[group] : 0),
    0,
  );
  const used = counts.filter((rows) => rows > 0).length;
  return corrected((between - (sum * sum) / count) / total, count, used);
}

function explainedImpurity(codes: Int32Array, groups: number, values: Float64Array, classes: number): number {
  const table = new Float64Array(groups * classes);
  const counts = new Float64Array(groups);
  const totals = new Float64Array(classes);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    table[codes[row] * classes + value]++;
    counts[codes[row]]++;
    totals[value]++;
    count++;
  }
  let within = 0;
  for (let group = 0; group < groups; group++) {
    if (counts[group] === 0) continue;
    for (let at = group * classes; at < (group + 1) * classes; at++) within += table[at] ** 2 / counts[group];
  }
  const overall = totals.reduce((sum, total) => sum + total ** 2 / count, 0);
  return corrected((within - overall) / (count - overall), count, counts.filter((rows) => rows > 0).length);
}

/** As the adjusted R² does; nothing is left to explain where the target is constant. */
function corrected(share: number, count: number, groups: number): number {
  if (!Number.isFinite(share) || count <= groups) return 0;
  return Math.min(1, Math.max(0, 1 - ((1 - share) * (count - 1)) / (count - groups)));
}
