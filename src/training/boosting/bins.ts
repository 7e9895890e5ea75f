import type { Matrix } from '../../contract';
import type { Column } from '../column';

/** The bin of missing values, and of category codes outside the vocabulary. */
export const missingBin = 255;

const mostBins = 255;

/** How one column is cut into bins. */
export type ColumnBins =
  | {
      readonly kind: 'numeric';
      /** Ascending float32 thresholds: bin b holds values up to and including `edges[b]`. */
      readonly edges: Float32Array;
    }
  | {
      readonly kind: 'category';
      /** Codes 0 to count - 1 are their own bins. */
      readonly count: number;
    };

/** A matrix of small numbers: what boosting learns from. */
export interface BinnedMatrix {
  /** uint8 [rows, columns], row after row */
  readonly data: Uint8Array;
  readonly rows: number;
  readonly columns: readonly ColumnBins[];
}

/**
 * Cuts every column into at most 255 bins: between all distinct values where there are few, else at
 * quantiles. A threshold lies in the middle between two values, where a new value most likely falls on
 * the right side.
 *
 * @param data - where to put the bins, uint8 [rows, columns]
 */
export function binMatrix(x: Matrix, columns: readonly Column[], data: Uint8Array): BinnedMatrix {
  const cut = columns.map((column, index) => columnBins(x, index, column));
  for (const [index, bins] of cut.entries()) {
    if (bins.kind === 'numeric') fillNumeric(x, index, bins.edges, data);
    else fillCategory(x, index, bins.count, data);
  }
  return { data, rows: x.rows, columns: cut };
}

function columnBins(x: Matrix, index: number, { kind, categories = [] }: Column): ColumnBins {
  // A vocabulary of more categories than bins is cut like numbers, by code.
  if (kind === 'category' && categories.length <= mostBins) return { kind, count: categories.length };
  return { kind: 'numeric', edges: edgesOf(sortedSample(x, index)) };
}

/** Enough rows to place 255 quantiles: each bin's share of the rows is right within a few percent of it. */
const mostSampled = 50_000;

function sortedSample({ data, rows, columns }: Matrix, index: number): Float32Array {
  const step = Math.max(1, rows / mostSampled);
  const sample = new Float32Array(Math.min(rows, mostSampled));
  let count = 0;
  for (let i = 0; i < sample.length; i++) {
    const value = data[Math.floor(i * step) * columns + index];
    if (!Number.isNaN(value)) sample[count++] = value;
  }
  return sample.subarray(0, count).sort();
}

function edgesOf(sorted: Float32Array): Float32Array {
  let distinct = sorted.length === 0 ? 0 : 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  const edges: number[] = [];
  const addBetween = (at: number) => {
    const edge = middle(sorted[at - 1], sorted[at]);
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge);
  };
  if (distinct <= mostBins) {
    for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) addBetween(i);
  } else {
    for (let bin = 1; bin < mostBins; bin++)
      addBetween(Math.max(1, Math.round((bin * sorted.length) / mostBins)));
  }
  return Float32Array.from(edges);
}

/** The float32 in the middle, kept below the upper value, so that `value <= edge` tells the two apart. */
function middle(low: number, high: number): number {
  const edge = Math.fround(low + (high - low) / 2);
  return edge < high || low === high ? edge : low;
}

function fillNumeric(
  { data, rows, columns }: Matrix,
  index: number,
  edges: Float32Array,
  bins: Uint8Array,
): void {
  for (let row = 0, at = index; row < rows; row++, at += columns) {
    const value = data[at];
    if (Number.isNaN(value)) {
      bins[at] = missingBin;
      continue;
    }
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (value <= edges[mid]) high = mid;
      else low = mid + 1;
    }
    bins[at] = low;
  }
}

function fillCategory({ data, rows, columns }: Matrix, index: number, count: number, bins: Uint8Array): void {
  for (let row = 0, at = index; row < rows; row++, at += columns) {
    const code = data[at];
    bins[at] = code >= 0 && code < count ? code : missingBin;
  }
}
