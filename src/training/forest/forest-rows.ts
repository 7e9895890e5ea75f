import type { ColumnBins } from '../boosting/bins';
import type { TrainingTarget } from '../step';

/** What forest trees learn from: binned rows, and what each adds to sums of one or more channels. */
export interface ForestRows {
  /** uint8 [rows, columns], row after row */
  readonly bins: Uint8Array;
  readonly cuts: readonly ColumnBins[];
  readonly rowCount: number;
  readonly columnCount: number;
  /** One for numbers, else one per class. */
  readonly channels: number;
  /** int32 [rows]: the only channel that a row adds to. */
  readonly channelOf: Int32Array;
  /** float64 [rows]: how much it adds. */
  readonly amounts: Float64Array;
}

/** What each row adds, and what all answers are counted from. */
export function amountsOf({ values, classes }: TrainingTarget) {
  if (classes > 0) {
    return {
      channels: classes,
      channelOf: Int32Array.from(values),
      amounts: new Float64Array(values.length).fill(1),
      start: 0,
    };
  }
  // About the mean, where sums keep the digits that tell rows apart.
  const start = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    channels: 1,
    channelOf: new Int32Array(values.length),
    amounts: values.map((value) => value - start),
    start,
  };
}
