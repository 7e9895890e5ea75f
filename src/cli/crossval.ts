import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { assess, pooled } from '../assessment';
import { type Metric, PredictqlError, type SupervisedPrediction, shown } from '../contract';
import type { Fold } from '../data';
import { foldsOf, type GatheredData, gatherData, givenFolds } from '../training';
import { findDefinition } from './find-definition';
import type { FoldTask } from './fold-worker';
import { table } from './table';
import type { Terminal } from './terminal';

export interface CrossvalCommandOptions {
  readonly k: number;
  readonly seed: number;
  /** JSON file with the fold of each row of the data, instead of k. */
  readonly folds?: string;
  readonly threads: number;
}

/** Figures by metric name. */
type Figures = Readonly<Record<string, number>>;

interface FoldReport {
  readonly fold: number;
  readonly rows: number;
  readonly metrics: Figures;
}

/** `predictql crossval`: how good a definition is on rows that it has not seen, fold by fold. */
export async function crossvalCommand(
  reference: string,
  { k, seed, folds: file, threads }: CrossvalCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const definition = findDefinition(reference);
  const { name: model } = definition;
  const data = await gatherData(definition);
  const folds = file === undefined ? foldsOf(data, k, seed) : givenFolds(data, await readFolds(file));
  const predictions = await predictFolds(reference, model, folds, { seed, threads }, terminal);
  const measure = (rows: Int32Array, prediction: SupervisedPrediction): Figures =>
    figuresOf(assess(data.contract.target, { split: 'validation', truth: truthOf(data, rows), prediction }));
  const reports = folds.map(
    ({ validation }, fold): FoldReport => ({
      fold,
      rows: validation.length,
      metrics: measure(validation, predictions[fold]),
    }),
  );
  const everyRow = Int32Array.from(folds.flatMap(({ validation }) => [...validation]));
  const overall = measure(everyRow, pooled(predictions));
  terminal.data({ model, k: folds.length, seed, rows: everyRow.length, folds: reports, pooled: overall });
  terminal.text(described(reports, overall));
}

async function readFolds(file: string): Promise<readonly unknown[]> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (Array.isArray(content)) return content;
  } catch (cause) {
    throw foldsInvalid(file, cause);
  }
  throw foldsInvalid(file);
}

function foldsInvalid(file: string, cause?: unknown): PredictqlError {
  return new PredictqlError(
    'INPUT_INVALID',
    {
      subject: `The file of folds ${shown(file)}`,
      expected: 'be a JSON list with one fold number per row of the data',
      received: cause instanceof Error ? cause.message : undefined,
      remedy: 'Write it like [0, 3, 1, ...].',
    },
    { cause },
  );
}

/** Folds are independent: a thread each, as many at once as asked for. */
async function predictFolds(
  reference: string,
  model: string,
  folds: readonly Fold[],
  { seed, threads }: { readonly seed: number; readonly threads: number },
  terminal: Terminal,
): Promise<SupervisedPrediction[]> {
  const pool = new Piscina({
    filename: join(__dirname, 'fold-worker.js'),
    maxThreads: threads,
    minThreads: 1,
  });
  const progress = terminal.progress();
  let done = 0;
  try {
    progress.update(`${model}: fold 1 of ${folds.length}`, 0);
    return await Promise.all(
      folds.map(async (fold) => {
        const prediction: SupervisedPrediction = await pool.run(
          { reference, fold, seed } satisfies FoldTask,
          {
            name: 'runFold',
          },
        );
        done++;
        progress.update(`${model}: ${done} of ${folds.length} folds done`, done / folds.length);
        return prediction;
      }),
    );
  } finally {
    progress.finish();
    await pool.destroy();
  }
}

function truthOf({ target }: GatheredData, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => target.values[row]);
}

function figuresOf(metrics: readonly Metric[]): Figures {
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function described(reports: readonly FoldReport[], overall: Figures): string {
  const names = Object.keys(overall);
  const line = (label: string, rows: number, metrics: Figures) => [
    label,
    rows,
    ...names.map((name) => Number((metrics[name] ?? Number.NaN).toPrecision(5))),
  ];
  const total = reports.reduce((sum, { rows }) => sum + rows, 0);
  return table(
    ['fold', 'rows', ...names],
    [
      ...reports.map(({ fold, rows, metrics }) => line(String(fold), rows, metrics)),
      line('pooled', total, overall),
    ],
  );
}
