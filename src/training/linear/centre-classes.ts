/**
 * Takes the same from all classes, which changes no probability, so that the penalty is least: their mean,
 * or with absolute values a median. One class at a time would take many rounds for that.
 *
 * @param present - the classes that rows belong to; others are left as they are
 * @param coefficients - [classes][columns], changed
 * @param intercepts - [classes], changed
 */
export function centreClasses(
  present: readonly number[],
  coefficients: readonly Float64Array[],
  intercepts: Float64Array,
  shiftOf: (values: readonly number[]) => number,
): void {
  for (let column = 0; column < coefficients[0].length; column++) {
    const shift = shiftOf(present.map((output) => coefficients[output][column]));
    for (const output of present) coefficients[output][column] -= shift;
  }
  const shift = meanOf(present.map((output) => intercepts[output]));
  for (const output of present) intercepts[output] -= shift;
}

/** The mean, for squares. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median nearest to 0: it moves least. */
export function nearestMedian(values: readonly number[]): number {
  const [low, high] = middlesOf(values);
  if (low <= 0 && high >= 0) return 0;
  return low > 0 ? low : high;
}

/** Of the medians of an even number the lowest, so that there is one answer, and that class gets 0. */
export function lowerMedian(values: readonly number[]): number {
  return middlesOf(values)[0];
}

function middlesOf(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  return [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
}
