/** What a model answered to a batch, one entry per row and in order. */
export type Prediction = SupervisedPrediction | TensorsPrediction;

/** An answer that the truth can be compared with. */
export type SupervisedPrediction = RegressionPrediction | ClassificationPrediction;

export interface RegressionPrediction {
  readonly task: 'regression';
  /** [rows], in the target's unit; float64 only of imported models */
  readonly values: Float32Array | Float64Array;
}

export interface ClassificationPrediction {
  readonly task: 'classification';
  /** class index of each row, [rows] */
  readonly labels: Int32Array;
  /** [rows, classes], classes in contract order; each row of a trained model sums to 1 within 1e-6 */
  readonly probabilities: Probabilities;
}

/** A matrix of probabilities; float64 only of imported models. */
export interface Probabilities {
  readonly data: Float32Array | Float64Array;
  readonly rows: number;
  readonly columns: number;
}

export interface TensorsPrediction {
  readonly task: 'tensors';
  /** [rows][outputs], outputs in the target's order */
  readonly rows: readonly (readonly RowTensor[])[];
}

/** One output for one row. */
export interface RowTensor {
  /** The axes of the row; [] is a single value. */
  readonly shape: readonly number[];
  /** Row-major; bool as 0 and 1, float16 as float32, strings as a list. */
  readonly data: TensorData;
}

export type TensorData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | readonly string[];
