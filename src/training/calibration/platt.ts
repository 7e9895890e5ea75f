import { operators } from '../../onnx';
import type { FitCalibrator } from './calibrator';

/** Probabilities this close to 0 or 1 have no log-odds in float32. */
const margin = 1e-6;

const mostIterations = 100;

/**
 * A logistic curve over the log-odds, with Platt's smoothed targets, by Newton's method with step halving
 * (Lin, Lin, Weng, Machine Learning 68, 2007).
 */
export const fitPlatt: FitCalibrator = (p, isClass) => {
  const odds = p.map(logOdds);
  const positives = isClass.reduce((sum, value) => sum + value, 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (p.length - positives + 2);
  const targets = Float64Array.from(isClass, (value) => (value === 1 ? high : low));
  const { slope, intercept } = newton(odds, targets, Math.log((positives + 1) / (p.length - positives + 1)));
  return {
    emit(graph, value) {
      const inside = operators.clip(
        graph,
        value,
        operators.scalar(graph, margin),
        operators.scalar(graph, 1 - margin),
      );
      const rest = operators.subtract(graph, operators.scalar(graph, 1), inside);
      const scaled = operators.multiply(
        graph,
        operators.logarithm(graph, operators.divide(graph, inside, rest)),
        operators.scalar(graph, slope),
      );
      return operators.sigmoid(graph, operators.add(graph, scaled, operators.scalar(graph, intercept)));
    },
    detail: { slope, intercept },
  };
};

function logOdds(p: number): number {
  const inside = Math.min(Math.max(p, margin), 1 - margin);
  return Math.log(inside / (1 - inside));
}

interface Line {
  readonly slope: number;
  readonly intercept: number;
}

function newton(odds: Float64Array, targets: Float64Array, start: number): Line {
  let line: Line = { slope: 0, intercept: start };
  let loss = lossOf(line, odds, targets);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const { gradient, step } = newtonStep(line, odds, targets);
    if (Math.hypot(gradient.slope, gradient.intercept) < 1e-10 * odds.length) break;
    let size = 1;
    let next = moved(line, step, size);
    let reached = lossOf(next, odds, targets);
    while (reached >= loss && size > 1e-10) {
      size /= 2;
      next = moved(line, step, size);
      reached = lossOf(next, odds, targets);
    }
    if (reached >= loss) break;
    line = next;
    loss = reached;
  }
  return line;
}

function moved(line: Line, step: Line, size: number): Line {
  return { slope: line.slope - size * step.slope, intercept: line.intercept - size * step.intercept };
}

function newtonStep(line: Line, odds: Float64Array, targets: Float64Array): { gradient: Line; step: Line } {
  let [gs, gi, hss, hsi, hii] = [0, 0, 1e-12, 0, 1e-12];
  for (let row = 0; row < odds.length; row++) {
    const q = 1 / (1 + Math.exp(-(line.slope * odds[row] + line.intercept)));
    const error = q - targets[row];
    const weight = q * (1 - q);
    gs += error * odds[row];
    gi += error;
    hss += weight * odds[row] * odds[row];
    hsi += weight * odds[row];
    hii += weight;
  }
  const determinant = hss * hii - hsi * hsi;
  return {
    gradient: { slope: gs, intercept: gi },
    step: { slope: (hii * gs - hsi * gi) / determinant, intercept: (hss * gi - hsi * gs) / determinant },
  };
}

function lossOf({ slope, intercept }: Line, odds: Float64Array, targets: Float64Array): number {
  let loss = 0;
  for (let row = 0; row < odds.length; row++) {
    const score = slope * odds[row] + intercept;
    // log(1 + e^score) - target · score, without overflow
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - targets[row] * score;
  }
  return loss;
}
