import { operators } from '../../onnx';
import { fitLogistic } from '../linear/fit-logistic';
import type { FitCalibrator } from './calibrator';

/** Probabilities this close to 0 or 1 have no log-odds in float32. */
const margin = 1e-6;

const rules = { penalty: { l1: 0, l2: 0 }, tolerance: 1e-12, maxIterations: 100 } as const;

/**
 * A logistic curve over the log-odds, with Platt's smoothed targets (Lin, Lin, Weng, Machine Learning 68,
 * 2007).
 */
export const fitPlatt: FitCalibrator = (p, isClass) => {
  const odds = { data: Float32Array.from(p, logOdds), rows: p.length, columns: 1 };
  const positives = isClass.reduce((sum, value) => sum + value, 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (p.length - positives + 2);
  const targets = Float64Array.from(isClass, (value) => (value === 1 ? high : low));
  const { coefficients, intercepts } = fitLogistic(odds, targets, 2, rules);
  const [slope, intercept] = [coefficients[0][0], intercepts[0]];
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
