/** Golden section: where an interval is cut so that the longer part is cut alike next time. */
const golden = (3 - Math.sqrt(5)) / 2;

/** Square root of the precision of a float64: a minimum cannot be told from its neighbours any closer. */
const closest = Math.sqrt(2.2e-16);

export interface BoundedMinimumOptions {
  /** How near to the minimum to come. */
  readonly tolerance: number;
  /** Most evaluations. Default 500. */
  readonly maxEvaluations?: number;
}

/**
 * Where a function of one number is smallest within an interval, a local minimum if there are several, by
 * Brent's method: parabolas where they help, golden sections where not (Brent, Algorithms for Minimization
 * without Derivatives, 1973, chapter 5). The same steps as SciPy's fminbound.
 */
export function boundedMinimum(
  f: (x: number) => number,
  from: number,
  to: number,
  { tolerance, maxEvaluations = 500 }: BoundedMinimumOptions,
): number {
  let [low, high] = [from, to];
  let best = { x: low + golden * (high - low), y: 0 };
  best.y = f(best.x);
  let second = best;
  let third = best;
  let step = 0;
  let stepBefore = 0;
  for (let evaluations = 1; evaluations < maxEvaluations; evaluations++) {
    const middle = (low + high) / 2;
    const near = closest * Math.abs(best.x) + tolerance / 3;
    if (Math.abs(best.x - middle) <= 2 * near - (high - low) / 2) break;
    const parabola =
      Math.abs(stepBefore) > near ? parabolicStep([best, second, third], stepBefore, low, high) : undefined;
    if (parabola === undefined) {
      stepBefore = (best.x >= middle ? low : high) - best.x;
      step = golden * stepBefore;
    } else {
      stepBefore = step;
      step = parabola;
      const x = best.x + step;
      // Not so near to an end that the next parabola would be thrown off.
      if (x - low < 2 * near || high - x < 2 * near) step = best.x <= middle ? near : -near;
    }
    const x = best.x + (step < 0 ? -1 : 1) * Math.max(Math.abs(step), near);
    const point = { x, y: f(x) };
    if (point.y <= best.y) {
      if (x >= best.x) low = best.x;
      else high = best.x;
      [third, second, best] = [second, best, point];
      continue;
    }
    if (x < best.x) low = x;
    else high = x;
    if (point.y <= second.y || second.x === best.x) [third, second] = [second, point];
    else if (point.y <= third.y || third.x === best.x || third.x === second.x) third = point;
  }
  return best.x;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The step to the lowest point of the parabola through three points, if it is one worth taking. */
function parabolicStep(
  [best, second, third]: readonly [Point, Point, Point],
  stepBefore: number,
  low: number,
  high: number,
): number | undefined {
  const r = (best.x - second.x) * (best.y - third.y);
  const q = (best.x - third.x) * (best.y - second.y);
  const numerator = (best.x - third.x) * q - (best.x - second.x) * r;
  const signed = 2 * (q - r);
  const p = signed > 0 ? -numerator : numerator;
  const divisor = Math.abs(signed);
  const isWorthIt =
    Math.abs(p) < Math.abs(0.5 * divisor * stepBefore) &&
    p > divisor * (low - best.x) &&
    p < divisor * (high - best.x);
  return isWorthIt ? p / divisor : undefined;
}
