import { assertAliasName, assertModelName } from '../contract';
import { type AliasEntry, aliasSequences, latestAliasEntry, pointerIn, readAliasEntry } from './alias-log';
import type { ObjectStore } from './store';

/** A name that points at a version of one major. */
export interface Alias {
  readonly alias: string;
  readonly major: number;
  readonly version: string;
}

/** One move of one alias. */
export interface AliasMove {
  /** Place in the log of the major, from 1. */
  readonly sequence: number;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  /** Who asked for it. */
  readonly by: string;
  readonly alias: string;
  /** Null when the alias is new. */
  readonly from: string | null;
  readonly to: string;
  readonly reason?: string;
}

/** All aliases of a model, by major and name. */
export async function listAliases(store: ObjectStore, model: string): Promise<Alias[]> {
  assertModelName(model);
  const majors = (await store.list(`${model}/aliases`)).filter((name) => /^[1-9]\d{0,2}$/.test(name));
  const found: Alias[] = [];
  for (const major of majors.map(Number).sort((a, b) => a - b)) {
    const { aliases = {} } = (await latestAliasEntry(store, model, major)) ?? {};
    for (const alias of Object.keys(aliases).sort())
      found.push({ alias, major, version: aliases[alias].version });
  }
  return found;
}

/** Every move of one major, oldest first. */
export async function listAliasMoves(store: ObjectStore, model: string, major: number): Promise<AliasMove[]> {
  const moves: AliasMove[] = [];
  for (const sequence of await aliasSequences(store, model, major)) {
    moves.push(moveOf(await readAliasEntry(store, model, major, sequence)));
  }
  return moves;
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

/** Where the alias pointed at a time, see `Registry.aliasAt`. */
export async function versionOfAliasAt(
  store: ObjectStore,
  model: string,
  major: number,
  alias: string,
  time: Date,
): Promise<string | undefined> {
  assertAliasName(alias);
  // From the newest back, since the questions are mostly about the last few days.
  for (const sequence of (await aliasSequences(store, model, major)).reverse()) {
    const entry = await readAliasEntry(store, model, major, sequence);
    if (Date.parse(entry.at) <= time.getTime()) return pointerIn(entry, alias)?.version;
  }
  return undefined;
}

/** The move in a log entry, without the state it leads to. */
export function moveOf({ sequence, at, by, alias, from, to, reason }: AliasEntry): AliasMove {
  return { sequence, at, by, alias, from, to, ...(reason === undefined ? {} : { reason }) };
}
