import { type DataSource, sourceOf, type TableCell, tableText, writeTable } from '../data';
import { openRegistry } from '../registry';
import { Predictor } from '../runtime';
import { findVersion } from './find-version';
import { assertOutputFile } from './output-file';
import { predictionColumns, predictionRows } from './prediction-table';
import { readRows } from './read-rows';
import type { Terminal } from './terminal';

/** Enough rows per run to be fast, few enough to show progress. */
const chunkRows = 1024;

export interface PredictCommandOptions {
  readonly registry: string;
  /** File of rows: CSV, Parquet or JSON. */
  readonly in: string;
  /** File for the predictions, CSV or JSON; stdout when left out. */
  readonly out?: string;
  /** Texts of the file that mean "missing" besides the empty cell. */
  readonly missing?: readonly string[];
  /** Name or path of a definition, as whose data the file is read. */
  readonly like?: string;
}

/** `predictql predict`: predictions for every row of a file, in its order. */
export async function predictCommand(
  name: string,
  { registry: location, in: input, out, missing = [], like }: PredictCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location, { mustExist: true });
  const manifest = await findVersion(registry, name);
  if (out !== undefined) await assertOutputFile(out, input);
  const predictor = await Predictor.load(registry, manifest);
  const columns = predictionColumns(manifest.contract);
  const predicted = await predictFile(sourceFor(input, missing, like), predictor, terminal);
  if (out === undefined) {
    terminal.raw(tableText(terminal.json ? 'json' : 'csv', columns, predicted));
    return;
  }
  await writeTable(out, columns, predicted);
  const count = `${predicted.length} prediction${predicted.length === 1 ? '' : 's'}`;
  terminal.text(`${count} of ${predictor.name} written to ${out}`);
  terminal.data({ version: predictor.name, rows: predicted.length, out });
}

function sourceFor(path: string, missing: readonly string[], like: string | undefined): DataSource {
  const source = sourceOf(path);
  const data = like === undefined ? source : dataOf(like);
  return {
    // Another format is spelled in its own way; what means nothing there means nothing here.
    ...(data.format === source.format ? { ...data, path } : source),
    ...(data.missingIn && { missingIn: data.missingIn }),
    missing: [...(data.missing ?? []), ...missing],
  };
}

function dataOf(reference: string): DataSource {
  // Loaded here: definitions bring all that training needs, and predicting does without.
  const { findDefinition } = require('./find-definition') as typeof import('./find-definition');
  return findDefinition(reference).data;
}

async function predictFile(
  source: DataSource,
  predictor: Predictor,
  terminal: Terminal,
): Promise<TableCell[][]> {
  const { contract } = predictor.manifest;
  const progress = terminal.progress();
  try {
    progress.update(`reading ${source.path}`, 0);
    const rows = await readRows(source, contract);
    const predicted: TableCell[][] = [];
    for (let start = 0; start < rows.length; start += chunkRows) {
      const prediction = await predictor.predict(rows.slice(start, start + chunkRows));
      predicted.push(...predictionRows(contract, prediction));
      progress.update(`predicting with ${predictor.name}`, predicted.length / rows.length);
    }
    return predicted;
  } finally {
    progress.finish();
  }
}
