import { assess } from '../assessment';
import { type Metric, PredictqlError } from '../contract';
import { formatOf, readModel } from '../onnx';
import type { Registry } from '../registry';
import { type ModelDefinition, type TrainedModel, type TrainOptions, train } from '../training';
import { codeRevision, toolVersions } from './tool-versions';
import { userName } from './user-name';

export interface TrainingReport {
  readonly model: string;
  readonly version: string;
  /** False when the registry already held this artifact. */
  readonly added: boolean;
  /** Whether `production` was pointed at the version because the major had none. */
  readonly promoted: boolean;
  /** The version that `production` of the major points at now. */
  readonly production: string;
  readonly sha256: string;
  readonly seed: number;
  /** Rows fitted on, rows kept for the assessment, rows left out for want of a target. */
  readonly rows: number;
  readonly holdoutRows: number;
  readonly droppedRows: number;
  readonly metrics: readonly Metric[];
}

/** The alias that a model's first version gets. */
export const firstAlias = 'production';

/** Trains a definition, assesses it on its holdout rows and adds it to the registry. */
export async function trainAndPublish(
  definition: ModelDefinition,
  registry: Registry,
  options: TrainOptions,
): Promise<TrainingReport> {
  const started = performance.now();
  const trained = await train(definition, options);
  const metrics = trained.evaluations.flatMap((evaluation) => assess(trained.contract.target, evaluation));
  const rows = rowsOf(trained, 'train');
  const holdoutRows = rowsOf(trained, 'holdout');
  const { contract, model, golden, estimator, steps, seed, dataset } = trained;
  const revision = await codeRevision();
  const { version, added } = await registry.publish({
    contract,
    binding: { kind: 'matrix', input: 'features' },
    artifact: { content: model, ...formatOf(readModel(model)) },
    golden,
    training: {
      estimator: estimator.name,
      parameters: plain(estimator.parameters),
      steps: plain(steps),
      seed,
      rows,
      holdoutRows,
      dataset,
      ...(revision !== undefined && { codeRevision: revision }),
      tools: toolVersions(),
      seconds: Math.round(performance.now() - started) / 1000,
    },
    assessment: { metrics },
  });
  const { artifact } = await registry.manifest(contract.model, version);
  const promoted = await promoteFirst(registry, contract.model, contract.major, version);
  return {
    model: contract.model,
    version,
    added,
    promoted,
    production: await registry.resolve(contract.model, contract.major, firstAlias),
    sha256: artifact.sha256,
    seed,
    rows,
    holdoutRows,
    droppedRows: trained.droppedRows,
    metrics,
  };
}

/** Points the first alias at the version unless it points somewhere; returns whether it did. */
async function promoteFirst(
  registry: Registry,
  model: string,
  major: number,
  version: string,
): Promise<boolean> {
  const aliases = await registry.aliases(model);
  if (aliases.some((alias) => alias.major === major && alias.alias === firstAlias)) return false;
  try {
    await registry.moveAlias({
      model,
      major,
      alias: firstAlias,
      to: version,
      expected: null,
      by: userName(),
      reason: 'first version of the major',
    });
    return true;
  } catch (error) {
    // Another training of the same model came first.
    if (error instanceof PredictqlError && error.code === 'ALIAS_CONFLICT') return false;
    throw error;
  }
}

function rowsOf({ evaluations }: TrainedModel, split: string): number {
  return evaluations.find((evaluation) => evaluation.split === split)?.truth.length ?? 0;
}

/** A mutable copy, as the manifest's type wants it. */
function plain<T>(json: unknown): T {
  return structuredClone(json) as T;
}
