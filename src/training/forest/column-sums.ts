import { binsPerColumn } from '../boosting/histogram-kernel';
import type { ForestRows } from './forest-rows';

/** The rows of one node by the bin of one column; written anew for each column that is looked at. */
export class ColumnSums {
  /** float64 [256]: sum of the rows' weights */
  readonly weights = new Float64Array(binsPerColumn);
  /** float64 [256, channels]: weighted sums of what the rows add */
  readonly sums: Float64Array;

  constructor(readonly channels: number) {
    this.sums = new Float64Array(binsPerColumn * channels);
  }

  /** @param weights - float64 [rows], of each row */
  fill(data: ForestRows, column: number, rows: Int32Array, weights: Float64Array): void {
    const { bins, columnCount, channelOf, amounts } = data;
    this.weights.fill(0);
    this.sums.fill(0);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const bin = bins[row * columnCount + column];
      this.weights[bin] += weights[row];
      this.sums[bin * this.channels + channelOf[row]] += weights[row] * amounts[row];
    }
  }

  /** Whether all rows are in one bin. */
  isConstant(): boolean {
    let filled = 0;
    for (let bin = 0; bin < binsPerColumn && filled < 2; bin++) if (this.weights[bin] > 0) filled++;
    return filled < 2;
  }
}
