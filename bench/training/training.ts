import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { megabytes } from '../figures';
import { type Contender, interleave } from '../interleave';
import type { BenchPart } from '../part';
import { type Comparison, sectionOf } from '../section';
import { time, timed } from '../timed';
import { findPython } from './find-python';
import { FittingProcess, type FittingReport } from './fitting-process';
import { columns, rows, writeTrainingData } from './training-data';

const script = join(__dirname, 'boosting-fits.js');
const scikitScript = join(__dirname, '../../bench/training/scikit_fits.py');

/** What boosting may take besides two copies of the binned data: Node, the rows as they came, the workspace. */
const allowedBytes = 2 * rows * columns + 200 * 2 ** 20;

/** How long gradient boosting takes on one thread, beside scikit-learn's. */
export const training: BenchPart = {
  name: 'training',
  title: `boosting of ${rows} rows x ${columns} columns, 100 trees of depth 6, one thread`,
  async run({ rounds, progress }) {
    const folder = await mkdtemp(join(tmpdir(), 'predictql-bench-'));
    const processes: FittingProcess[] = [];
    try {
      await writeTrainingData(folder);
      const start = (command: string, ...args: readonly string[]) => {
        const started = new FittingProcess(command, [...args, folder]);
        processes.push(started);
        return started;
      };
      const python = await findPython();
      const ours = start(process.execPath, script);
      const theirs = python === undefined ? undefined : start(python.command, scikitScript);
      const { contenders, comparisons } = race(ours, theirs);
      const times = await interleave(contenders, { rounds: rounds(5), warmUpRounds: 1, progress });
      return [
        sectionOf(times, {
          title: 'one fit after the other, each library in a process of its own',
          figures: [time],
          comparisons,
          remarks: [
            python === undefined
              ? 'No scikit-learn to compare with: name a Python that has it in PYTHON.'
              : `scikit-learn ${python.version}, OMP_NUM_THREADS=1.`,
            ...described(ours.report, theirs?.report),
          ],
        }),
      ];
    } finally {
      for (const process of processes) await process.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function race(ours: FittingProcess, theirs: FittingProcess | undefined) {
  const contender = (name: string, fitting: FittingProcess): Contender<number> =>
    timed({ name, run: () => fitting.fit() }, 1);
  const contenders = [contender('boosting', ours), contender('boosting again', ours)];
  const comparisons: Comparison<number>[] = [
    { of: 'boosting again', to: 'boosting', figure: time, note: 'A/A: the spread of the same thing' },
  ];
  if (theirs !== undefined) {
    contenders.push(contender('scikit-learn', theirs));
    comparisons.unshift({ of: 'boosting', to: 'scikit-learn', figure: time, wanted: { atMost: 1.5 } });
  }
  return { contenders, comparisons };
}

function described(ours: FittingReport, theirs: FittingReport | undefined): string[] {
  if (theirs !== undefined && ours.rmse > 1.02 * theirs.rmse) {
    // A fast model that learns less would win no race.
    throw new Error(`The training RMSE must be near scikit-learn's ${theirs.rmse}, got ${ours.rmse}.`);
  }
  const quality = theirs === undefined ? '' : `, scikit-learn ${theirs.rmse.toFixed(4)}`;
  const verdict = ours.peakBytes <= allowedBytes ? 'within' : 'MORE THAN';
  return [
    `training RMSE ${ours.rmse.toFixed(4)}${quality}`,
    `peak memory of the process ${megabytes(ours.peakBytes)}, ${verdict} twice the binned data + 200 MB = ${megabytes(allowedBytes)}`,
  ];
}
