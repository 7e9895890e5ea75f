import { createInterface } from 'node:readline';
import { RandomSource } from '../../dist/data';
import { boosting, type Column, type FittedEstimator } from '../../dist/training';
import { runTransform } from '../../dist/training/run-graph';
import { columns, readTrainingData, rows, type TrainingData } from './training-data';

const names: readonly Column[] = Array.from({ length: columns }, (_, index) => ({
  name: `x${index}`,
  kind: 'number',
  features: [`x${index}`],
}));

/** Fits for every line on stdin; the folder of the data is the argument. */
async function main(): Promise<void> {
  const data = await readTrainingData(process.argv[2]);
  const estimator = boosting({ trees: 100, learningRate: 0.1, maxDepth: 6, minLeafRows: 20 });
  let rmse: number | undefined;
  for await (const _ of createInterface({ input: process.stdin })) {
    const fitted = await estimator.fit({
      x: { data: data.x, rows, columns },
      columns: names,
      target: { values: data.y, classes: 0 },
      random: new RandomSource(0),
      progress: () => {},
    });
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    // All fits are the same: one shows what they are worth.
    rmse ??= await errorOf(fitted, data);
    console.log(JSON.stringify({ rmse, peakBytes }));
  }
}

async function errorOf(fitted: FittedEstimator, { x, y }: TrainingData): Promise<number> {
  const answers = await runTransform((graph, value) => fitted.emit(graph, value), { data: x, rows, columns });
  const squares = y.reduce((sum, value, row) => sum + (value - answers.data[row]) ** 2, 0);
  return Math.sqrt(squares / rows);
}

void main();
