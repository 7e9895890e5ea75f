import { join } from 'node:path';
import { Piscina } from 'piscina';
import { PredictqlError, type SupervisedPrediction } from '../contract';
import type { TrialParameters } from '../training';
import { onInterrupt } from './interrupt';
import { type TrialResult, trialResult } from './trial-result';
import type { TrialAnswer, TrialTask } from './trial-worker';

export interface TrialPlan extends Pick<TrialTask, 'reference' | 'k' | 'seed'> {
  readonly trials: readonly TrialParameters[];
  readonly threads: number;
  /** The metric of a prediction of a fold. */
  readonly measure: (prediction: SupervisedPrediction, fold: number) => number;
  /** Told what is known so far, and how far the work is, from 0 to 1. */
  readonly progress: (done: readonly TrialResult[], fraction: number) => void;
}

export interface TrialOutcome {
  /** In the order of the search. */
  readonly results: readonly TrialResult[];
  /** Whether Ctrl-C came before all trials were done. */
  readonly interrupted: boolean;
}

/**
 * Runs all folds of all trials on worker threads, early trials first. Ctrl-C ends the threads; what is done
 * by then is the outcome.
 */
export async function runTrials({
  trials,
  threads,
  measure,
  progress,
  ...task
}: TrialPlan): Promise<TrialOutcome> {
  const pool = new Piscina({
    filename: join(__dirname, 'trial-worker.js'),
    maxThreads: threads,
    minThreads: 1,
  });
  let interrupted = false;
  const release = onInterrupt(() => {
    interrupted = true;
    void pool.destroy();
  });
  const results: TrialResult[] = [];
  progress(results, 0);
  let foldsDone = 0;
  const runFold = async (parameters: TrialParameters, fold: number): Promise<number> => {
    const answer: TrialAnswer = await pool.run({ ...task, parameters, fold } satisfies TrialTask, {
      name: 'runTrial',
    });
    foldsDone++;
    progress(results, foldsDone / (trials.length * task.k));
    if ('error' in answer) throw new PredictqlError(answer.error.code, answer.error.parts);
    return measure(answer.prediction, fold);
  };
  const runTrial = async (parameters: TrialParameters, index: number): Promise<void> => {
    const everyFold = Array.from({ length: task.k }, (_, fold) => runFold(parameters, fold));
    const settled = await Promise.allSettled(everyFold);
    if (interrupted && settled.some(({ status }) => status === 'rejected')) return;
    const failure = settled.find((outcome) => outcome.status === 'rejected');
    if (failure === undefined) {
      const values = settled.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : Number.NaN));
      results.push(trialResult(index + 1, parameters, values));
    } else if (failure.reason instanceof PredictqlError) {
      results.push(trialResult(index + 1, parameters, [], failure.reason));
    } else {
      throw failure.reason;
    }
    progress(results, foldsDone / (trials.length * task.k));
  };
  try {
    await Promise.all(trials.map(runTrial));
  } finally {
    release();
    await pool.destroy();
  }
  return { results: results.sort((one, other) => one.trial - other.trial), interrupted };
}
