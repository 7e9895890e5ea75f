/**
 * Fails unless the numbers agree: NaN with NaN, an infinity with itself, and finite ones within the
 * tolerance, relative to the larger of the expected number and the floor.
 */
export function expectSameNumbers(
  received: ArrayLike<number>,
  expected: ArrayLike<number>,
  { tolerance = 0, floor = 0 }: { readonly tolerance?: number; readonly floor?: number } = {},
): void {
  expect(received).toHaveLength(expected.length);
  for (let at = 0; at < expected.length; at++) {
    const [got, wanted] = [received[at], expected[at]];
    const allowed = tolerance * Math.max(Math.abs(wanted), floor);
    const isSame = Number.isFinite(wanted) ? Math.abs(got - wanted) <= allowed : Object.is(got, wanted);
    if (!isSame) throw new Error(`number ${at} is ${got} instead of ${wanted} ± ${allowed}`);
  }
}
