import { assess } from '../assessment';
import type { Metric } from '../contract';
import { formatOf, readModel } from '../onnx';
import type { PublishOptions, Registry, VersionDraft } from '../registry';
import { type ModelDefinition, type TrainedModel, type TrainOptions, train } from '../training';
import { firstAlias, promoteFirst } from './promote-first';
import { codeRevision, toolVersions } from './tool-versions';

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
  /** Id of the key that signed it. */
  readonly signedBy?: string;
  readonly seed: number;
  /** Rows fitted on, rows kept for the assessment, rows left out for want of a target. */
  readonly rows: number;
  readonly holdoutRows: number;
  readonly droppedRows: number;
  readonly metrics: readonly Metric[];
}

/** Trains a definition, assesses it on its holdout rows and adds it to the registry. */
export async function trainAndPublish(
  definition: ModelDefinition,
  registry: Registry,
  { version: wanted, signingKey, ...options }: TrainOptions & PublishOptions,
): Promise<TrainingReport> {
  const started = performance.now();
  const trained = await train(definition, options);
  const metrics = trained.evaluations.flatMap((evaluation) => assess(trained.contract.target, evaluation));
  const rows = rowsOf(trained, 'train');
  const holdoutRows = rowsOf(trained, 'holdout');
  const { contract, model, golden, estimator, steps, seed, dataset } = trained;
  const revision = await codeRevision();
  const draft: VersionDraft = {
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
  };
  const { version, added } = await registry.publish(draft, {
    ...(wanted !== undefined && { version: wanted }),
    ...(signingKey && { signingKey }),
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
    ...(signingKey && { signedBy: signingKey.keyId }),
    seed,
    rows,
    holdoutRows,
    droppedRows: trained.droppedRows,
    metrics,
  };
}

function rowsOf({ evaluations }: TrainedModel, split: string): number {
  return evaluations.find((evaluation) => evaluation.split === split)?.truth.length ?? 0;
}

/** A mutable copy, as the manifest's type wants it. */
function plain<T>(json: unknown): T {
  return structuredClone(json) as T;
}
