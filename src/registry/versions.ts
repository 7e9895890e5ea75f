import semver from 'semver';
import {
  assertModelName,
  assertVersion,
  isVersion,
  type Manifest,
  PredictqlError,
  parseManifest,
} from '../contract';
import { versionNotFound } from './not-found';
import type { ObjectStore } from './store';

/** The models of a registry, sorted: every folder with a model's name that holds a version. */
export async function listModels(store: ObjectStore): Promise<string[]> {
  const names = (await store.list('')).filter(isModelName);
  const versions = await Promise.all(names.map((name) => listVersions(store, name)));
  return names.filter((_, index) => versions[index].length > 0);
}

/** The versions of a model, ascending, whether or not they can be read; none when there is no model. */
export async function listVersions(store: ObjectStore, model: string): Promise<string[]> {
  assertModelName(model);
  return (await store.list(model)).filter(isVersion).sort(semver.compare);
}

/** What a version says of itself, see `Registry.manifest`. */
export async function readManifest(store: ObjectStore, model: string, version: string): Promise<Manifest> {
  assertModelName(model);
  assertVersion(version);
  const bytes = await store.read(`${model}/${version}/manifest.json`);
  if (bytes !== undefined) return parseManifest(bytes, model, version);
  if (!(await listVersions(store, model)).includes(version)) {
    throw await versionNotFound(store, model, version);
  }
  throw new PredictqlError('MANIFEST_INVALID', {
    subject: `${model}@${version} in ${store.location}`,
    expected: 'have a manifest.json',
    remedy: 'Restore the version from a backup, or train it again.',
  });
}

function isModelName(name: string): boolean {
  try {
    assertModelName(name);
    return true;
  } catch {
    return false;
  }
}
