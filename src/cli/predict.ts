import { readTable, rowsOf, sourceOf, tableText, writeTable } from '../data';
import { openRegistry } from '../registry';
import { Predictor } from '../runtime';
import { findVersion } from './find-version';
import { predictionColumns, predictionRows } from './prediction-table';
import type { Terminal } from './terminal';

/** Enough rows per run to be fast, few enough to show progress. */
const chunkRows = 1024;

export interface PredictCommandOptions {
  readonly registry: string;
  /** File of rows: CSV, Parquet or JSON. */
  readonly in: string;
  /** File for the predictions, CSV or JSON; stdout when left out. */
  readonly out?: string;
}

/** `predictql predict`: predictions for every row of a file, in its order. */
export async function predictCommand(
  name: string,
  { registry: location, in: input, out }: PredictCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location, { mustExist: true });
  const manifest = await findVersion(registry, name);
  const { contract } = manifest;
  const predictor = await Predictor.load(registry, manifest);
  const rows = rowsOf(await readTable(sourceOf(input)), contract);
  const predicted = [];
  const progress = terminal.progress();
  for (let start = 0; start < rows.length; start += chunkRows) {
    const prediction = await predictor.predict(rows.slice(start, start + chunkRows));
    predicted.push(...predictionRows(contract, prediction));
    progress.update(`predicting with ${predictor.name}`, predicted.length / rows.length);
  }
  progress.finish();
  const columns = predictionColumns(contract);
  if (out !== undefined) {
    await writeTable(out, columns, predicted);
    terminal.result(`${predicted.length} predictions of ${predictor.name} written to ${out}`, {
      version: predictor.name,
      rows: predicted.length,
      out,
    });
  } else {
    process.stdout.write(tableText(terminal.json ? 'json' : 'csv', columns, predicted));
  }
}
