import { assertModelName, isVersion, type Manifest, PredictqlError, shown } from '../contract';
import type { Registry } from '../registry';

/** An exact version of a model. */
export interface ExactVersion {
  readonly model: string;
  readonly major: number;
  readonly version: string;
}

const productionAlias = 'production';

/**
 * The manifest that `house-price`, `house-price@1`, `house-price@staging` or `house-price@1.2.0` means. An
 * alias is looked for in the newest major that has it; without one, `production`.
 *
 * @throws PredictqlError `NAME_INVALID`, `MODEL_NOT_FOUND`, `VERSION_NOT_FOUND`
 */
export async function findVersion(registry: Registry, text: string): Promise<Manifest> {
  const { model, version = productionAlias } = splitName(text);
  assertModelName(model);
  if (isVersion(version)) return registry.manifest(model, version);
  const major = majorIn(version);
  const alias = major === undefined ? version : productionAlias;
  const found = major ?? (await newestMajorWith(registry, model, alias));
  return registry.manifest(model, await registry.resolve(model, found, alias));
}

/**
 * The version that `house-price@1.2.0`, `house-price@staging` or `house-price@1` means to a command that
 * changes something: one that could be of several majors is refused.
 *
 * @throws PredictqlError `MAJOR_AMBIGUOUS`, `INPUT_INVALID` without a version, `NAME_INVALID`,
 *   `MODEL_NOT_FOUND`, `VERSION_NOT_FOUND`
 */
export async function findExactVersion(registry: Registry, text: string): Promise<ExactVersion> {
  const { model, version } = splitName(text);
  assertModelName(model);
  if (version === undefined) {
    throw new PredictqlError('INPUT_INVALID', {
      subject: 'The version to promote',
      expected: 'be named',
      received: shown(text),
      remedy: `Write it like ${model}@1.2.0.`,
    });
  }
  if (isVersion(version)) return { model, major: Number(version.split('.')[0]), version };
  const alias = majorIn(version) === undefined ? version : productionAlias;
  const major = majorIn(version) ?? (await registry.aliasMajor(model, alias));
  return { model, major, version: await registry.resolve(model, major, alias) };
}

/**
 * The model that `house-price` or `house-price@1` means, and the major if there is one.
 *
 * @param major - from an option
 * @throws PredictqlError `NAME_INVALID`; `INPUT_INVALID` when something else follows the name, or the option
 *   says another major
 */
export function modelAndMajor(
  text: string,
  major?: number,
): { readonly model: string; readonly major?: number } {
  const { model, version } = splitName(text);
  assertModelName(model);
  const named = version === undefined ? undefined : majorIn(version);
  if ((version !== undefined && named === undefined) || (named ?? major) !== (major ?? named)) {
    throw new PredictqlError('INPUT_INVALID', {
      subject: 'The model',
      expected: major === undefined ? 'be a name, with or without a major' : `be a name of v${major}`,
      received: shown(text),
      remedy: `Write it like ${model}, or ${model}@1 for its first major.`,
    });
  }
  const meant = named ?? major;
  return { model, ...(meant !== undefined && { major: meant }) };
}

/**
 * @throws PredictqlError `MODEL_NOT_FOUND` that says what models there are
 */
export async function assertModelIsThere(registry: Registry, model: string): Promise<void> {
  // Asking for one version of a model that is not there gives the error that says what is.
  if (!(await registry.hasModel(model))) await registry.manifest(model, '1.0.0');
}

/** The two sides of `house-price@1.2.0`; no version where there is no `@`. */
export function splitName(text: string): { readonly model: string; readonly version?: string } {
  const at = text.indexOf('@');
  return at < 0 ? { model: text } : { model: text.slice(0, at), version: text.slice(at + 1) };
}

/** The major in `1`; aliases begin with a letter. */
function majorIn(version: string): number | undefined {
  return /^[1-9]\d{0,2}$/.test(version) ? Number(version) : undefined;
}

/** The newest major that has the alias; the newest of all when none has. */
async function newestMajorWith(registry: Registry, model: string, alias: string): Promise<number> {
  for (const major of (await registry.aliasMajors(model)).toReversed()) {
    const aliases = await registry.aliases(model, major);
    if (aliases.some((candidate) => candidate.alias === alias)) return major;
  }
  // Asking that one for it gives the error that says what there is.
  const newest = (await registry.versions(model)).at(-1) ?? '1.0.0';
  return Number(newest.split('.')[0]);
}
