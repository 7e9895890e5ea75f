import semver from 'semver';
import { assertModelName, isVersion } from '../contract';
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

function isModelName(name: string): boolean {
  try {
    assertModelName(name);
    return true;
  } catch {
    return false;
  }
}
