import type { Manifest } from '../contract';
import type { Alias, Registry } from '../registry';

/** One version in a list; one whose manifest cannot be read has a problem instead. */
export interface ListedVersion {
  readonly model: string;
  readonly version: string;
  readonly aliases: readonly string[];
  readonly manifest?: Manifest;
  readonly problem?: string;
}

/**
 * The versions of a model, newest first.
 *
 * @throws PredictqlError `MODEL_NOT_FOUND` that says what models there are
 */
export async function listVersions(registry: Registry, model: string): Promise<ListedVersion[]> {
  const versions = (await registry.versions(model)).reverse();
  // Asking for one version of a model that is not there gives the error that says what is.
  if (versions.length === 0) await registry.manifest(model, '1.0.0');
  const aliases = await registry.aliases(model);
  return Promise.all(
    versions.map(async (version) => {
      const listed = { model, version, aliases: aliasesOf(version, aliases) };
      try {
        return { ...listed, manifest: await registry.manifest(model, version) };
      } catch (error) {
        return { ...listed, problem: (error as Error).message };
      }
    }),
  );
}

/** The names that point at a version. */
export function aliasesOf(version: string, aliases: readonly Alias[]): string[] {
  return aliases.filter((alias) => alias.version === version).map(({ alias }) => alias);
}

/** A version as programs read it. */
export function versionData({ model, version, aliases, manifest, problem }: ListedVersion): object {
  if (manifest === undefined) return { model, version, aliases, problem };
  const { artifact, training, assessment, createdAt } = manifest;
  return {
    model,
    version,
    aliases,
    createdAt,
    sha256: artifact.sha256,
    estimator: training.estimator,
    seed: training.seed,
    metrics: assessment.metrics,
  };
}
