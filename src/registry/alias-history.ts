import { assertAliasName } from '../contract';
import { type AliasEntry, aliasSequences, pointerIn, readAliasEntry } from './alias-log';
import type { ObjectStore } from './store';

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
  /** Of a rollback: the sequence of the move whose version it put back. */
  readonly restores?: number;
}

/** Which moves of a major are asked for; all of them when everything is left out. */
export interface AliasHistoryOptions {
  /** Moves of this alias alone. */
  readonly alias?: string;
  /** No more than the newest so many. */
  readonly limit?: number;
  /** Only moves before the one with this sequence. */
  readonly before?: number;
}

/** The moves of one major, oldest first, see `Registry.aliasHistory`. */
export async function listAliasMoves(
  store: ObjectStore,
  model: string,
  major: number,
  { limit = Number.POSITIVE_INFINITY, ...options }: AliasHistoryOptions = {},
): Promise<AliasMove[]> {
  const moves: AliasMove[] = [];
  if (limit < 1) return moves;
  for await (const move of newestMovesFirst(store, model, major, options)) {
    if (moves.push(move) >= limit) break;
  }
  return moves.reverse();
}

/**
 * The moves of one major, newest first, read as they are asked for. Between two moves of one alias at most
 * one entry is read, however many moves of other aliases lie there.
 */
export async function* newestMovesFirst(
  store: ObjectStore,
  model: string,
  major: number,
  { alias, before = Number.POSITIVE_INFINITY }: Omit<AliasHistoryOptions, 'limit'> = {},
): AsyncGenerator<AliasMove, void, undefined> {
  if (alias !== undefined) assertAliasName(alias);
  const sequences = (await aliasSequences(store, model, major)).filter((sequence) => sequence < before);
  let index = sequences.length - 1;
  while (index >= 0) {
    const entry = await readAliasEntry(store, model, major, sequences[index]);
    if (alias === undefined || entry.alias === alias) {
      yield moveOf(entry);
      index--;
      continue;
    }
    const pointer = pointerIn(entry, alias);
    if (pointer === undefined) return;
    index = sequences.findLastIndex((sequence) => sequence <= pointer.sequence);
  }
}

/**
 * The moves of an alias that were not taken back, newest first: where it points now, where it pointed
 * before, and so on. A rollback takes back every move after the one that it restores, itself included.
 */
export async function* standingMoves(
  store: ObjectStore,
  model: string,
  major: number,
  alias: string,
): AsyncGenerator<AliasMove, void, undefined> {
  let newest = Number.POSITIVE_INFINITY;
  for await (const move of newestMovesFirst(store, model, major, { alias })) {
    if (move.sequence > newest) continue;
    if (move.restores === undefined) yield move;
    else newest = move.restores;
  }
}

/** The move of a sequence. */
export async function aliasMove(
  store: ObjectStore,
  model: string,
  major: number,
  sequence: number,
): Promise<AliasMove> {
  return moveOf(await readAliasEntry(store, model, major, sequence));
}

/** The move in a log entry, without the state it leads to. */
function moveOf({ sequence, at, by, alias, from, to, reason, restores }: AliasEntry): AliasMove {
  return {
    sequence,
    at,
    by,
    alias,
    from,
    to,
    ...(reason === undefined ? {} : { reason }),
    ...(restores === undefined ? {} : { restores }),
  };
}
