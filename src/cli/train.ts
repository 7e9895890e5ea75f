import { definitions } from '../models';
import { openRegistry, type Registry } from '../registry';
import type { ModelDefinition } from '../training';
import { findDefinition } from './find-definition';
import { type Terminal, table } from './terminal';
import { type TrainingReport, trainAndPublish } from './train-and-publish';

export interface TrainCommandOptions {
  readonly registry: string;
  readonly seed: number;
  readonly holdout: number;
  /** Leave out the models of which the registry has a version. */
  readonly missing: boolean;
}

/** `predictql train`: trains models and adds them to the registry. */
export async function trainCommand(
  names: readonly string[],
  { registry: location, seed, holdout, missing }: TrainCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location);
  const wanted = names.length > 0 ? names.map(findDefinition) : definitions;
  const reports: TrainingReport[] = [];
  for (const definition of wanted) {
    if (missing && (await hasVersion(registry, definition))) {
      terminal.note(`${definition.name} v${definition.major} is in the registry`);
      continue;
    }
    const progress = terminal.progress();
    try {
      reports.push(
        await trainAndPublish(definition, registry, {
          seed,
          holdout,
          progress: (stage, fraction) => progress.update(`${definition.name}: ${stage}`, fraction),
        }),
      );
    } finally {
      progress.finish();
    }
  }
  terminal.result(reports.map(described).join('\n\n'), names.length === 1 ? (reports[0] ?? null) : reports);
}

async function hasVersion(registry: Registry, { name, major }: ModelDefinition): Promise<boolean> {
  return (await registry.versions(name)).some((version) => version.startsWith(`${major}.`));
}

function described(report: TrainingReport): string {
  const { model, version, added, promoted, sha256, rows, holdoutRows, droppedRows, seed, metrics } = report;
  const name = `${model}@${version}`;
  return [
    added ? `${name} added to the registry` : `${name} already holds this model; nothing added`,
    promoted ? `production now points at ${version}` : undefined,
    `seed ${seed}, ${rows} rows fitted, ${holdoutRows} held out`,
    droppedRows > 0 ? `${droppedRows} rows left out because they have no target` : undefined,
    `model.onnx ${sha256}`,
    '',
    table(
      ['metric', 'split', 'value', 'unit'],
      metrics.map((metric) => [metric.name, metric.split, rounded(metric.value), metric.unit ?? '']),
    ),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
