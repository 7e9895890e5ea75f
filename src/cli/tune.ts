import { assess, classificationMetrics, regressionMetrics } from '../assessment';
import { listed, PredictqlError, shown, type TaskName } from '../contract';
import { candidateOf, foldsOf, gatherData, gridTrials, partOf, randomTrials } from '../training';
import { exitCodeOfSignal } from './exit-code';
import { findDefinition } from './find-definition';
import { runTrials } from './run-trials';
import { searchOf } from './search-of';
import type { Terminal } from './terminal';
import { ranked, type TrialResult } from './trial-result';
import { bestSoFar, describeTrials, type TrialMetric, trialData } from './trial-table';

export interface TuneCommandOptions {
  readonly trials: number;
  /** Every combination instead of random ones. */
  readonly grid?: boolean;
  readonly k: number;
  readonly seed: number;
  /** What the trials are compared by. */
  readonly metric?: string;
  readonly threads: number;
}

/** `predictql tune`: compares the estimators of a definition's search on rows they have not seen. */
export async function tuneCommand(
  reference: string,
  { trials: count, grid = false, k, seed, metric: wanted, threads }: TuneCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const definition = findDefinition(reference);
  const search = searchOf(definition);
  const trials = grid ? gridTrials(search.space) : randomTrials(search.space, count, seed);
  // One that cannot even be written down should not be found out after hours.
  for (const parameters of trials) candidateOf(definition, search, parameters);
  const metric = metricOf(definition.task.task, wanted);
  const data = await gatherData(definition);
  const folds = foldsOf(data, k, seed);
  const truths = folds.map(({ validation }) => partOf(data, validation).truth);

  const progress = terminal.progress();
  const { results, interrupted } = await runTrials({
    reference,
    k,
    seed,
    trials,
    threads,
    measure: (prediction, fold) => {
      const metrics = assess(data.contract.target, { split: 'validation', truth: truths[fold], prediction });
      return metrics.find(({ name }) => name === metric.name)?.value ?? Number.NaN;
    },
    progress: (done, fraction) =>
      progress.update(
        `${definition.name}: ${done.length} of ${trials.length} trials done${bestSoFar(done, metric)}`,
        fraction,
      ),
  }).finally(() => progress.finish());

  if (interrupted) process.exitCode = exitCodeOfSignal('SIGINT');
  const order = ranked(results, metric.higherIsBetter);
  const summary = { model: definition.name, metric, k, seed, planned: trials.length, interrupted };
  if (!interrupted) assertSomeFitted(order);
  terminal.data(trialData(summary, order));
  terminal.text(describeTrials(summary, order));
}

/** What a task's trials are compared by when nobody says. */
const usual: Readonly<Record<TaskName, string>> = { regression: 'rmse', classification: 'logLoss' };

/** @throws PredictqlError `INPUT_INVALID` when the task has no metric of that name */
function metricOf(task: TaskName, wanted: string = usual[task]): TrialMetric {
  const metrics: readonly TrialMetric[] = task === 'regression' ? regressionMetrics : classificationMetrics;
  const metric = metrics.find(({ name }) => name === wanted);
  if (metric !== undefined) return metric;
  throw new PredictqlError('INPUT_INVALID', {
    subject: '--metric',
    expected: `be one of ${listed(metrics.map(({ name }) => name))}`,
    received: shown(wanted),
  });
}

/** @throws PredictqlError that the best trial failed with, when all did */
function assertSomeFitted([best]: readonly TrialResult[]): void {
  if (best.error !== undefined) throw best.error;
}
