import type { Matrix } from './matrix';

/** What a model answered to a batch, one entry per row and in order. */
export type Prediction =
  | {
      readonly task: 'regression';
      /** float32 [rows], in the target's unit */
      readonly values: Float32Array;
    }
  | {
      readonly task: 'classification';
      /** class index of each row, [rows] */
      readonly labels: Int32Array;
      /** float32 [rows, classes], classes in contract order; each row sums to 1 within 1e-6 */
      readonly probabilities: Matrix;
    };
