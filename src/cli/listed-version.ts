import { type Manifest, PredictqlError } from '../contract';
import type { Alias, Registry } from '../registry';
import { assertModelIsThere } from './find-version';

/** One version in a list; one that cannot be used has a problem, and a manifest if that much can be read. */
export interface ListedVersion {
  readonly model: string;
  readonly version: string;
  readonly aliases: readonly string[];
  readonly manifest?: Manifest;
  readonly problem?: string;
}

/** A model in a list. */
export interface ListedModel {
  readonly model: string;
  /** Newest first. */
  readonly versions: readonly ListedVersion[];
  /** What is wrong with its aliases: a log that cannot be read, an alias that points nowhere. */
  readonly problems: readonly string[];
}

/**
 * The versions of a model, with what is wrong with them.
 *
 * @param quick - look at the manifests alone, not at the files that they describe
 * @throws PredictqlError `MODEL_NOT_FOUND` that says what models there are
 */
export async function listModel(registry: Registry, model: string, quick: boolean): Promise<ListedModel> {
  await assertModelIsThere(registry, model);
  const numbers = (await registry.versions(model)).reverse();
  const { aliases, problems } = await readableAliases(registry, model);
  const versions: ListedVersion[] = [];
  // One after the other: each is read whole, and a registry may hold many large ones.
  for (const version of numbers) {
    versions.push(await listVersion(registry, model, version, aliasesOf(version, aliases), quick));
  }
  const dangling = aliases.filter(({ version }) => !numbers.includes(version));
  return {
    model,
    versions,
    problems: [
      ...problems,
      ...dangling.map(({ alias, version }) => `alias ${alias} points at ${version}, which is not there`),
    ],
  };
}

async function listVersion(
  registry: Registry,
  model: string,
  version: string,
  aliases: readonly string[],
  quick: boolean,
): Promise<ListedVersion> {
  const listed = { model, version, aliases };
  const manifest = await attempt(registry.manifest(model, version));
  if (typeof manifest === 'string') return { ...listed, problem: manifest };
  const whole = quick ? manifest : await attempt(registry.verify(model, version));
  return { ...listed, manifest, ...(typeof whole === 'string' && { problem: whole }) };
}

/** The aliases of every major whose log can be read, and what is wrong with the others. */
export async function readableAliases(
  registry: Registry,
  model: string,
): Promise<{ readonly aliases: Alias[]; readonly problems: string[] }> {
  const aliases: Alias[] = [];
  const problems: string[] = [];
  for (const major of await registry.aliasMajors(model)) {
    const found = await attempt(registry.aliases(model, major));
    if (typeof found === 'string') problems.push(`the aliases of v${major} cannot be read: ${found}`);
    else aliases.push(...found);
  }
  return { aliases, problems };
}

/** What the reading gives, or the message of the error that tells why it does not. */
async function attempt<T extends object>(reading: Promise<T>): Promise<T | string> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PredictqlError) return error.message;
    throw error;
  }
}

/** The names that point at a version. */
export function aliasesOf(version: string, aliases: readonly Alias[]): string[] {
  return aliases.filter((alias) => alias.version === version).map(({ alias }) => alias);
}

/** A version as programs read it. */
export function versionData({ model, version, aliases, manifest, problem }: ListedVersion): object {
  const place = { model, version, aliases, ...(problem !== undefined && { problem }) };
  if (manifest === undefined) return place;
  const { artifact, training, imported, assessment, createdAt } = manifest;
  return {
    ...place,
    createdAt,
    sha256: artifact.sha256,
    ...(training && { estimator: training.estimator, seed: training.seed }),
    ...(imported && { imported: imported.file }),
    metrics: assessment.metrics,
  };
}
