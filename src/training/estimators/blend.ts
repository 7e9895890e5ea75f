import { PredictqlError, type TaskName } from '../../contract';
import { operators } from '../../onnx';
import type { Estimator, FittedEstimator } from '../estimator';

export interface BlendMember {
  readonly estimator: Estimator;
  /** Share of its answer, above 0; shares are divided by their sum. Default 1. */
  readonly weight?: number;
}

/**
 * Several estimators on the same columns, their answers averaged by weight: predictions (in the scale of
 * the transformed target) or probabilities.
 *
 * @throws PredictqlError `PARAMETER_INVALID` on fewer than two members, a weight that is not above 0, or
 *   members without a task in common
 */
export function blend(members: readonly BlendMember[]): Estimator {
  const weights = members.map(({ weight = 1 }) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  assertMembers(members.length, weights, total);
  const estimators = members.map(({ estimator }) => estimator);
  return {
    name: 'blend',
    tasks: commonTasks(estimators),
    parameters: {
      members: estimators.map(({ name, parameters }, index) => ({
        name,
        parameters,
        weight: weights[index],
      })),
    },
    async fit(input) {
      const fitted: FittedEstimator[] = [];
      for (const [index, estimator] of estimators.entries()) {
        fitted.push(
          await estimator.fit({
            ...input,
            random: input.random.fork(`member ${index}`),
            progress: (fraction) => input.progress((index + fraction) / estimators.length),
          }),
        );
      }
      const importances = blendedImportances(fitted, weights);
      return {
        emit(graph, x) {
          return fitted
            .map((member, index) =>
              operators.multiply(
                graph,
                member.emit(graph, x),
                operators.scalar(graph, weights[index] / total),
              ),
            )
            .reduce((sum, part) => operators.add(graph, sum, part));
        },
        ...(importances !== undefined && { importances }),
        detail: {
          members: fitted.map(({ detail = {} }, index) => ({ name: estimators[index].name, detail })),
        },
      };
    },
  };
}

/** Each member's importances as shares of their sum, by weight; undefined when one cannot tell. */
function blendedImportances(
  fitted: readonly FittedEstimator[],
  weights: readonly number[],
): Float64Array | undefined {
  const known = fitted
    .map(({ importances }) => importances)
    .filter((importances) => importances !== undefined);
  if (known.length < fitted.length) return undefined;
  const blended = new Float64Array(known[0].length);
  for (const [member, importances] of known.entries()) {
    const sum = importances.reduce((total, value) => total + value, 0);
    if (sum === 0) continue;
    for (const [column, value] of importances.entries()) blended[column] += (weights[member] * value) / sum;
  }
  return blended;
}

function commonTasks(estimators: readonly Estimator[]): readonly TaskName[] {
  const [first, ...others] = estimators;
  const tasks = first.tasks.filter((task) => others.every((other) => other.tasks.includes(task)));
  if (tasks.length > 0) return tasks;
  throw new PredictqlError('PARAMETER_INVALID', {
    subject: "The members of estimator 'blend'",
    expected: 'have a task in common',
    received: estimators.map(({ name, tasks: own }) => `${name} for ${own.join(' and ')}`).join(', '),
  });
}

function assertMembers(count: number, weights: readonly number[], total: number): void {
  if (count >= 2 && weights.every((weight) => weight > 0) && Number.isFinite(total)) return;
  throw new PredictqlError('PARAMETER_INVALID', {
    subject: "The members of estimator 'blend'",
    expected: 'be two at least, with finite weights above 0',
    received: `weights ${weights.join(', ') || 'none'}`,
  });
}
