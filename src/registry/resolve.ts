import { isVersion, PredictqlError } from '../contract';
import { versionOfAlias } from './aliases';
import { assertMajor, majorOf } from './major';
import { versionNotFound } from './not-found';
import type { ObjectStore } from './store';
import { listVersions } from './versions';

/** The exact version that a version or alias means, see `Registry.resolve`. */
export async function resolveVersion(
  store: ObjectStore,
  model: string,
  major: number,
  versionOrAlias: string,
): Promise<string> {
  assertMajor(major);
  const versions = (await listVersions(store, model)).filter((version) => majorOf(version) === major);
  if (versions.includes(versionOrAlias)) return versionOrAlias;
  // Any other text is looked up as it came and never part of a key, so that the answer to a
  // misspelled one is what there is, not the rules for names.
  const version = isVersion(versionOrAlias)
    ? undefined
    : await versionOfAlias(store, model, major, versionOrAlias);
  if (version === undefined) throw await versionNotFound(store, model, versionOrAlias, major);
  if (!versions.includes(version)) {
    throw new PredictqlError('VERSION_NOT_FOUND', {
      subject: `Alias '${versionOrAlias}' of ${model} v${major}`,
      expected: 'point at a version that is there',
      received: version,
      remedy: 'Restore that version from a backup, or move the alias.',
    });
  }
  return version;
}
