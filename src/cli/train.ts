import { PredictqlError } from '../contract';
import { definitions } from '../models';
import { openRegistry, type Registry, readSigningKey } from '../registry';
import type { ModelDefinition } from '../training';
import { findDefinition } from './find-definition';
import { metricTable } from './metric-table';
import { firstAlias } from './promote-first';
import type { Terminal } from './terminal';
import { type TrainingReport, trainAndPublish } from './train-and-publish';

export interface TrainCommandOptions {
  readonly registry: string;
  readonly seed: number;
  readonly holdout: number;
  /** Leave out the models that the registry can already serve. */
  readonly missing?: boolean;
  /** The number that the new version must get. */
  readonly as?: string;
  /** File of the private key to sign the new versions with. */
  readonly sign?: string;
}

/** `predictql train`: trains models and adds them to the registry. */
export async function trainCommand(
  names: readonly string[],
  { registry: location, seed, holdout, missing, as: version, sign }: TrainCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location);
  const signingKey = sign === undefined ? undefined : await readSigningKey(sign);
  const wanted = names.length > 0 ? [...new Set(names)].map(findDefinition) : definitions;
  if (version !== undefined) assertOneModel(wanted);
  const reports: TrainingReport[] = [];
  for (const [index, definition] of wanted.entries()) {
    if (index > 0) terminal.text('');
    if (missing && (await canServe(registry, definition))) {
      terminal.text(`${definition.name} v${definition.major} is in the registry; nothing to train`);
      continue;
    }
    await registry.assertWritable();
    registry.assertSignable(definition.name, definition.major, signingKey);
    const progress = terminal.progress();
    try {
      reports.push(
        await trainAndPublish(definition, registry, {
          seed,
          holdout,
          ...(version !== undefined && { version }),
          ...(signingKey && { signingKey }),
          progress: (stage, fraction) => progress.update(`${definition.name}: ${stage}`, fraction),
        }),
      );
    } finally {
      progress.finish();
    }
    // Told at once: when a later model fails, this one is in the registry.
    terminal.text(described(reports[reports.length - 1]));
  }
  terminal.data(reports);
}

function assertOneModel(wanted: readonly ModelDefinition[]): void {
  if (wanted.length === 1) return;
  throw new PredictqlError('INPUT_INVALID', {
    subject: 'Option --as',
    expected: 'come with the name of one model',
    received: `${wanted.length} models`,
    remedy: 'Name the model that gets this number.',
  });
}

/** A major without its first alias was left by a training that was stopped before its end. */
async function canServe(registry: Registry, { name, major }: ModelDefinition): Promise<boolean> {
  const aliases = await registry.aliases(name);
  return aliases.some((alias) => alias.major === major && alias.alias === firstAlias);
}

function described(report: TrainingReport): string {
  const { model, version, added, promoted, production, sha256, seed, metrics } = report;
  const { rows, holdoutRows, droppedRows, signedBy } = report;
  const name = `${model}@${version}`;
  return [
    added ? `${name} added to the registry` : `${name} already holds this very model; nothing added`,
    `${firstAlias} ${promoted ? 'now points' : production === version ? 'points' : 'still points'} at ${production}`,
    `seed ${seed}, ${rows} rows fitted, ${holdoutRows} held out`,
    ...(droppedRows > 0 ? [`${droppedRows} rows left out because they have no target`] : []),
    `model.onnx has SHA-256 ${sha256}`,
    ...(signedBy === undefined ? [] : [`signed by key ${signedBy}`]),
    '',
    metricTable(metrics),
  ].join('\n');
}
