/**
 * How far numbers may be apart that should be the same, each with its reason. Everything else is compared
 * exactly.
 */
export const tolerances = {
  /**
   * Relative, one elementwise operation in float32 against float64: ONNX Runtime's exponentials, powers and
   * sines are within a few units in the last place, each 2^-23 = 1.2e-7.
   */
  operator: 1e-6,

  /**
   * Relative, sums of float32 products against float64: each of up to 100 terms adds a rounding of 2^-24 of
   * the sum of their sizes, and roundings partly cancel.
   */
  product: 2e-6,

  /**
   * Relative (absolute below 1), transformers against scikit-learn: ours subtract and divide in float32,
   * scikit-learn in float64.
   */
  transformer: 1e-5,

  /**
   * Relative, coefficients of linear models against scikit-learn, measured by what they add to a prediction
   * (times the column's deviation). Lasso stops at a duality gap of 1e-8 of the target's sum of squares,
   * which leaves columns that nearly repeat each other free to trade this much.
   */
  coefficient: 5e-4,

  /**
   * Relative (absolute below 0.01), coefficients of logistic regression against scikit-learn, measured by
   * what they add to a score, and probabilities: both sides stop short of the minimum, where the objective is flat.
   */
  logistic: 1e-3,

  /** The same, absolute, as a share of the target's deviation: below it a coefficient counts as zero. */
  negligibleCoefficient: 1e-5,

  /** Predictions of linear models against scikit-learn, as a share of the target's deviation: float32 sums. */
  prediction: 1e-5,

  /** Relative, float64 linear algebra against another order of the same sums. */
  float64: 1e-9,
} as const;
