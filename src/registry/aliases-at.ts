import { assertAliasName } from '../contract';
import { type AliasMove, aliasMove } from './alias-history';
import { type AliasEntry, aliasSequences, latestAliasEntry, pointerIn, readAliasEntry } from './alias-log';
import type { ObjectStore } from './store';

/** The move behind each alias of a major as of a time, see `Registry.aliasesAt`. */
export async function listAliasesAt(
  store: ObjectStore,
  model: string,
  major: number,
  time?: Date,
): Promise<AliasMove[]> {
  const { aliases = {} } = (await entryAt(store, model, major, time)) ?? {};
  return Promise.all(
    Object.keys(aliases)
      .sort()
      .map((alias) => aliasMove(store, model, major, aliases[alias].sequence)),
  );
}

/** The move behind one alias as of a time, see `Registry.aliasAt`. */
export async function aliasMoveAt(
  store: ObjectStore,
  model: string,
  major: number,
  alias: string,
  time?: Date,
): Promise<AliasMove | undefined> {
  assertAliasName(alias);
  const pointer = pointerIn(await entryAt(store, model, major, time), alias);
  return pointer && aliasMove(store, model, major, pointer.sequence);
}

/**
 * The newest entry that is not after a time; without a time the newest of all. Entries are dated in their
 * order, so that halving finds it: ten reads for a thousand moves.
 */
async function entryAt(
  store: ObjectStore,
  model: string,
  major: number,
  time?: Date,
): Promise<AliasEntry | undefined> {
  if (time === undefined) return latestAliasEntry(store, model, major);
  const sequences = await aliasSequences(store, model, major);
  let found: AliasEntry | undefined;
  let [low, high] = [0, sequences.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = await readAliasEntry(store, model, major, sequences[middle]);
    if (Date.parse(entry.at) <= time.getTime()) {
      found = entry;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}
