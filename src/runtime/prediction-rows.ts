import type { Prediction } from '../contract';

/**
 * The predictions of the rows from `start` up to, not including, `end`; a copy, so that one row's answer
 * does not keep a whole batch in memory.
 */
export function slicePrediction(prediction: Prediction, start: number, end: number): Prediction {
  switch (prediction.task) {
    case 'regression':
      return { task: 'regression', values: prediction.values.slice(start, end) };
    case 'classification': {
      const { data, columns } = prediction.probabilities;
      return {
        task: 'classification',
        labels: prediction.labels.slice(start, end),
        probabilities: {
          data: data.slice(start * columns, end * columns),
          rows: end - start,
          columns,
        },
      };
    }
    case 'tensors':
      return { task: 'tensors', rows: prediction.rows.slice(start, end) };
    default:
      return prediction satisfies never;
  }
}

/**
 * One prediction of the rows of all parts, in order. A single part is returned as it is.
 *
 * @param parts - at least one, all of the same version
 */
export function joinPredictions(parts: readonly Prediction[]): Prediction {
  const [first] = parts;
  if (parts.length === 1) return first;
  switch (first.task) {
    case 'regression': {
      const { task } = first;
      return { task, values: joined(ofTask(parts, task).map(({ values }) => values)) };
    }
    case 'classification': {
      const { task, probabilities } = first;
      const all = ofTask(parts, task);
      const labels = joined(all.map((part) => part.labels));
      const data = joined(all.map((part) => part.probabilities.data));
      return {
        task,
        labels,
        probabilities: { data, rows: labels.length, columns: probabilities.columns },
      };
    }
    case 'tensors': {
      const { task } = first;
      return { task, rows: ofTask(parts, task).flatMap(({ rows }) => rows) };
    }
    default:
      return first satisfies never;
  }
}

function ofTask<Task extends Prediction['task']>(parts: readonly Prediction[], task: Task) {
  return parts.filter((part): part is Extract<Prediction, { task: Task }> => part.task === task);
}

type Numbers = Float32Array | Float64Array | Int32Array;

function joined<Values extends Numbers>(parts: readonly Values[]): Values {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new (parts[0].constructor as new (size: number) => Values)(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
