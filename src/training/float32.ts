const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * The smallest float32 that is not below the number. A model compares in float32: for every float32 x,
 * x >= value is the same as x >= float32AtLeast(value), which rounding to the nearest would not be.
 */
export function float32AtLeast(value: number): number {
  const nearest = Math.fround(value);
  return nearest < value ? next(nearest) : nearest;
}

/** The largest float32 that is not above the number: for comparing with > and <=. */
export function float32AtMost(value: number): number {
  return -float32AtLeast(-value);
}

/** The next larger float32. */
function next(value: number): number {
  // Zero has two bit patterns; from minus zero the step up would go down.
  float[0] = value + 0;
  bits[0] += float[0] < 0 ? -1 : 1;
  return float[0];
}
