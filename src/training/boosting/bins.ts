import type { Matrix } from '../../contract';
import type { Column } from '../column';

/** The bin of missing values, and of category codes without a bin of their own. */
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
      /** The code of each bin, ascending. Codes that are not among them share the bin of missing values. */
      readonly codes: Int32Array;
    };

/**
 * Cuts every column into at most 255 bins. Numbers: between all distinct values where there are few, else
 * at quantiles; a threshold lies in the middle between two values, where a new value most likely falls on
 * the right side. Categories: one bin each, or for the most frequent where there are too many.
 *
 * @param data - where to put the bins, uint8 [rows, columns]
 */
export function binMatrix(x: Matrix, columns: readonly Column[], data: Uint8Array): readonly ColumnBins[] {
  return columns.map((column, index) => {
    if (column.kind === 'category') {
      const codes = mostFrequent(x, index, column.categories?.length ?? 0);
      fillCategory(x, index, codes, data);
      return { kind: 'category', codes };
    }
    const edges = edgesOf(sortedSample(x, index));
    fillNumeric(x, index, edges, data);
    return { kind: 'numeric', edges };
  });
}

/** All codes of the vocabulary, or as many as there are bins. */
function mostFrequent({ data, columns }: Matrix, index: number, vocabulary: number): Int32Array {
  const codes = Int32Array.from({ length: vocabulary }, (_, code) => code);
  if (vocabulary <= mostBins) return codes;
  const counts = new Int32Array(vocabulary);
  for (let at = index; at < data.length; at += columns) if (data[at] in counts) counts[data[at]]++;
  return codes
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, mostBins)
    .sort();
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

function fillCategory({ data, columns }: Matrix, index: number, codes: Int32Array, bins: Uint8Array): void {
  const binOf = new Uint8Array((codes.at(-1) ?? -1) + 1).fill(missingBin);
  for (const [bin, code] of codes.entries()) binOf[code] = bin;
  for (let at = index; at < data.length; at += columns) bins[at] = binOf[data[at]] ?? missingBin;
}
