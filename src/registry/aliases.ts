import { assertModelName } from '../contract';
import { latestAliasEntry, pointerIn } from './alias-log';
import type { ObjectStore } from './store';

/** A name that points at a version of one major. */
export interface Alias {
  readonly alias: string;
  readonly major: number;
  readonly version: string;
}

/** The majors of a model in which an alias was ever set, ascending, whether or not their logs can be read. */
export async function listAliasMajors(store: ObjectStore, model: string): Promise<number[]> {
  assertModelName(model);
  const names = await store.list(`${model}/aliases`);
  return names
    .filter((name) => /^[1-9]\d{0,2}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** The aliases of one major, by name. */
export async function listAliasesOf(store: ObjectStore, model: string, major: number): Promise<Alias[]> {
  const { aliases = {} } = (await latestAliasEntry(store, model, major)) ?? {};
  return Object.keys(aliases)
    .sort()
    .map((alias) => ({ alias, major, version: aliases[alias].version }));
}

/** All aliases of a model, by major and name. */
export async function listAliases(store: ObjectStore, model: string): Promise<Alias[]> {
  const found: Alias[] = [];
  for (const major of await listAliasMajors(store, model)) {
    found.push(...(await listAliasesOf(store, model, major)));
  }
  return found;
}

/** Where the alias points now; undefined when there is no such alias. */
export async function versionOfAlias(
  store: ObjectStore,
  model: string,
  major: number,
  alias: string,
): Promise<string | undefined> {
  return pointerIn(await latestAliasEntry(store, model, major), alias)?.version;
}
