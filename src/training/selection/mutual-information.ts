import type { Column } from '../column';
import { quantiles } from '../column-statistics';
import type { TrainingTarget } from '../step';

/** Each row's cell, from 0 on, and how many cells there are. */
export interface Cells {
  readonly ofRow: Int32Array;
  readonly count: number;
}

/**
 * How much one variable tells of the other, in nats, from how often their cells meet, less the bias that
 * few rows in many cells give it (Miller, Note on the bias of information estimates, 1955: half a row per
 * cell). Columns of many levels would otherwise look informative by chance. At least 0.
 */
export function mutualInformation(a: Cells, b: Cells): number {
  const rows = a.ofRow.length;
  const joint = new Map<number, number>();
  const ofA = new Float64Array(a.count);
  const ofB = new Float64Array(b.count);
  for (let row = 0; row < rows; row++) {
    const [cellA, cellB] = [a.ofRow[row], b.ofRow[row]];
    ofA[cellA]++;
    ofB[cellB]++;
    const both = cellA * b.count + cellB;
    joint.set(both, (joint.get(both) ?? 0) + 1);
  }
  let information = 0;
  for (const [both, count] of joint) {
    const [cellA, cellB] = [Math.floor(both / b.count), both % b.count];
    information += (count / rows) * Math.log((count * rows) / (ofA[cellA] * ofB[cellB]));
  }
  const occupied = (counts: Float64Array) => counts.filter((count) => count > 0).length;
  const bias = (joint.size - occupied(ofA) - occupied(ofB) + 1) / (2 * rows);
  return Math.max(0, information - bias) || 0;
}

/** The cells of a column: its levels when it is a category, else quantile bins; missing values have their own. */
export function cellsOf(values: Float64Array, { kind }: Pick<Column, 'kind'>, bins: number): Cells {
  return kind === 'category' ? distinctCells(values) : binnedCells(values, bins);
}

/** The cells of the target: its classes, or quantile bins of its numbers. */
export function targetCells({ values, classes }: TrainingTarget, bins: number): Cells {
  return classes > 0 ? distinctCells(values) : binnedCells(values, bins);
}

function distinctCells(values: Float64Array): Cells {
  const cells = new Map<number, number>();
  const ofRow = Int32Array.from(values, (value) => {
    const known = cells.get(value) ?? cells.size;
    cells.set(value, known);
    return known;
  });
  return { ofRow, count: cells.size };
}

/** Few distinct values are cells themselves; others are cut at quantiles, those that coincide once. */
function binnedCells(values: Float64Array, bins: number): Cells {
  const seen = values.filter((value) => !Number.isNaN(value));
  if (new Set(seen).size <= bins) return distinctCells(values);
  const steps = Array.from({ length: bins - 1 }, (_, step) => (step + 1) / bins);
  const edges = [...new Set(quantiles(seen, steps))];
  const ofRow = Int32Array.from(values, (value) =>
    Number.isNaN(value) ? edges.length + 1 : edges.filter((edge) => value >= edge).length,
  );
  return { ofRow, count: edges.length + 2 };
}
