import { missingBin } from '../boosting/bins';
import { binsPerColumn } from '../boosting/histogram-kernel';
import type { ForestRows } from './forest-rows';

/** The rows of one node by the bin of one column; written anew for each column that is looked at. */
export class ColumnSums {
  /** float64 [256]: sum of the rows' weights */
  readonly weights = new Float64Array(binsPerColumn);
  /** float64 [256, channels]: weighted sums of what the rows add */
  readonly sums: Float64Array;
  readonly #filled = new Uint8Array(binsPerColumn);
  #count = 0;

  constructor(readonly channels: number) {
    this.sums = new Float64Array(binsPerColumn * channels);
  }

  /** @param weights - float64 [rows], of each row; above 0 */
  fill(data: ForestRows, column: number, rows: Int32Array, weights: Float64Array): void {
    this.#clear();
    const { bins, columnCount, channelOf, amounts } = data;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const bin = bins[row * columnCount + column];
      if (this.weights[bin] === 0) this.#filled[this.#count++] = bin;
      this.weights[bin] += weights[row];
      this.sums[bin * this.channels + channelOf[row]] += weights[row] * amounts[row];
    }
    this.#filled.subarray(0, this.#count).sort();
  }

  /** Whether all rows are in one bin. */
  get isConstant(): boolean {
    return this.#count < 2;
  }

  /** Bins with rows, ascending; the one of missing values, which is the last of all, is not among them. */
  get present(): Uint8Array {
    const hasMissing = this.#filled[this.#count - 1] === missingBin;
    return this.#filled.subarray(0, hasMissing ? this.#count - 1 : this.#count);
  }

  /** Small nodes fill few bins: only those are emptied. */
  #clear(): void {
    for (let i = 0; i < this.#count; i++) {
      const bin = this.#filled[i];
      this.weights[bin] = 0;
      this.sums.fill(0, bin * this.channels, (bin + 1) * this.channels);
    }
    this.#count = 0;
  }
}
