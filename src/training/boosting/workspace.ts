import { PredictqlError } from '../../contract';
import { binBytes, binsPerColumn, type HistogramKernel, histogramKernel } from './histogram-kernel';
import { type PartitionKernel, partitionKernel } from './partition-kernel';

const pageBytes = 65_536;
/** Of a row number. */
const rowBytes = 4;
/** What a 32-bit WebAssembly memory can hold. */
const mostPages = 65_536;

/**
 * The arrays that growing trees needs, in one WebAssembly memory so that the histogram kernel reaches
 * them. Histograms are lent and given back; a new one makes the memory grow, and arrays are looked up
 * through getters because growing replaces them.
 */
export class TreeWorkspace {
  readonly #memory: WebAssembly.Memory;
  readonly #addRows: HistogramKernel;
  readonly #partition: PartitionKernel;
  readonly #free: number[] = [];
  readonly #places: {
    readonly bins: number;
    readonly pairs: number;
    readonly rows: number;
    /** Room for as many row numbers. */
    readonly scratch: number;
    /** uint8 [256]: what the partition kernel is told about bins. */
    readonly steps: number;
  };
  #end: number;
  #views: { bins: Uint8Array; pairs: Float64Array; rows: Int32Array } | undefined;

  /** @throws PredictqlError `ESTIMATOR_UNFITTABLE` when the data are too many for the memory */
  constructor(
    readonly rowCount: number,
    readonly columnCount: number,
  ) {
    const pairs = 0;
    const rows = pairs + rowCount * 16;
    const scratch = rows + rowCount * rowBytes;
    const steps = scratch + rowCount * rowBytes;
    const bins = aligned(steps + binsPerColumn);
    this.#places = { bins, pairs, rows, scratch, steps };
    this.#end = aligned(bins + rowCount * columnCount);
    const pages = Math.ceil(this.#end / pageBytes);
    this.#memory = this.#ask(() => new WebAssembly.Memory({ initial: pages, maximum: mostPages }));
    this.#addRows = histogramKernel(this.#memory);
    this.#partition = partitionKernel(this.#memory);
  }

  /** uint8 [rows, columns], row after row */
  get bins(): Uint8Array {
    return this.#current.bins;
  }

  /** float64 [rows, 2]: gradient and hessian of each row */
  get pairs(): Float64Array {
    return this.#current.pairs;
  }

  /** int32 [rows]: row numbers, those of a node side by side */
  get rows(): Int32Array {
    return this.#current.rows;
  }

  /** float64 [columns, 256, 2] */
  histogram(place: number): Float64Array {
    return new Float64Array(this.#memory.buffer, place, (this.columnCount * binsPerColumn * binBytes) / 8);
  }

  /**
   * The place of a histogram that nobody uses; what is in it is left over.
   *
   * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when the memory cannot hold another
   */
  lend(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const place = this.#end;
    this.#end += this.columnCount * binsPerColumn * binBytes;
    const pages = Math.ceil(this.#end / pageBytes) - this.#memory.buffer.byteLength / pageBytes;
    if (pages > 0) {
      this.#ask(() => this.#memory.grow(pages));
      this.#views = undefined;
    }
    return place;
  }

  giveBack(place: number): void {
    this.#free.push(place);
  }

  /** Sums the pairs of `rows[start..end)` by bin into the histogram, which is emptied first. */
  fill(place: number, start: number, end: number): void {
    this.histogram(place).fill(0);
    const { rows, bins, pairs } = this.#places;
    if (end > start)
      this.#addRows(rows + start * rowBytes, end - start, bins, this.columnCount, pairs, place);
  }

  /** Turns a parent's histogram into that of the other child, which costs no pass over rows. */
  subtract(parent: number, child: number): void {
    const rest = this.histogram(parent);
    const taken = this.histogram(child);
    for (let i = 0; i < rest.length; i++) rest[i] -= taken[i];
  }

  /**
   * Reorders `rows[start..end)` so that those that go left come first, each side in its old order.
   *
   * @param goesLeft - uint8 [256], per bin of the column: 1 when it goes left
   * @returns where the right side starts
   */
  partition(start: number, end: number, column: number, goesLeft: Uint8Array): number {
    if (start === end) return start;
    const { rows, bins, scratch, steps } = this.#places;
    const table = new Uint8Array(this.#memory.buffer, steps, binsPerColumn);
    for (let bin = 0; bin < binsPerColumn; bin++) table[bin] = goesLeft[bin] * rowBytes;
    const first = rows + start * rowBytes;
    const middle = this.#partition(first, end - start, bins + column, this.columnCount, steps, scratch);
    // WebAssembly gives addresses in the upper half of its memory as negative numbers.
    return ((middle >>> 0) - rows) / rowBytes;
  }

  /** WebAssembly answers with a RangeError to whoever asks for more than 4 GiB, or than there is. */
  #ask<T>(allocate: () => T): T {
    try {
      return allocate();
    } catch (cause) {
      throw new PredictqlError(
        'ESTIMATOR_UNFITTABLE',
        {
          subject: 'The binned data of a tree estimator and its histograms',
          expected: 'fit into memory, and into 4 GiB',
          received: `${this.rowCount} rows of ${this.columnCount} columns`,
          remedy: 'Sample the rows, drop columns, or grow trees of fewer leaves.',
        },
        { cause },
      );
    }
  }

  get #current() {
    if (this.#views === undefined) {
      const { buffer } = this.#memory;
      const { bins, pairs, rows } = this.#places;
      this.#views = {
        bins: new Uint8Array(buffer, bins, this.rowCount * this.columnCount),
        pairs: new Float64Array(buffer, pairs, this.rowCount * 2),
        rows: new Int32Array(buffer, rows, this.rowCount),
      };
    }
    return this.#views;
  }
}

/** The next address that is good for any array. */
function aligned(address: number): number {
  return Math.ceil(address / 16) * 16;
}
