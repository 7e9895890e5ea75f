import { PredictqlError, shown } from '../contract';
import { type AliasMove, aliasMove } from './alias-history';
import { type AliasEntry, appendAliasEntry, latestAliasEntry, pointerIn } from './alias-log';
import type { ObjectStore } from './store';

/** An alias, and who wants to move it. */
export interface MovedBy {
  readonly model: string;
  readonly major: number;
  readonly alias: string;
  /** Who asks. */
  readonly by: string;
}

/** Where an alias shall point, and what the log says of it. */
export interface DecidedMove extends Pick<AliasMove, 'to' | 'reason' | 'restores'> {}

/** Every lost race means that another writer moved an alias; this many in a row is no race. */
const mostAttempts = 100;

/**
 * Makes a move on exactly the state that it was decided on.
 *
 * @param decide - is given the newest entry of the log, and asked again when another writer made a move of
 *   any alias of the major in between; undefined when there is nothing to do
 * @returns the move, or undefined when there was nothing to do
 * @throws PredictqlError `ALIAS_CONFLICT` when other writers were faster in every attempt
 */
export async function appendMove(
  store: ObjectStore,
  { model, major, alias, by }: MovedBy,
  now: () => Date,
  decide: (latest: AliasEntry | undefined) => Promise<DecidedMove | undefined>,
): Promise<AliasMove | undefined> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const latest = await latestAliasEntry(store, model, major);
    const decided = await decide(latest);
    if (decided === undefined) return undefined;
    const sequence = (latest?.sequence ?? 0) + 1;
    const move: AliasMove = {
      sequence,
      at: later(now(), latest?.at).toISOString(),
      by,
      alias,
      from: pointerIn(latest, alias)?.version ?? null,
      ...decided,
    };
    const aliases = { ...latest?.aliases, [alias]: { version: move.to, sequence } };
    if (await appendAliasEntry(store, { formatVersion: 1, model, major, ...move, aliases })) return move;
  }
  throw new PredictqlError('ALIAS_CONFLICT', {
    subject: nameOfAlias({ model, major, alias }),
    expected: `be free to move in ${mostAttempts} attempts`,
    remedy: 'Move it again when fewer others do.',
  });
}

/**
 * Holds where an alias points against where its mover saw it.
 *
 * @param expected - a version, or null when the alias must not exist yet
 * @throws PredictqlError `ALIAS_CONFLICT` that says who moved it and when
 */
export async function assertStillAt(
  store: ObjectStore,
  place: Omit<MovedBy, 'by'>,
  latest: AliasEntry | undefined,
  expected: string | null,
): Promise<void> {
  const pointer = pointerIn(latest, place.alias);
  if ((pointer?.version ?? null) === expected) return;
  throw await movedByOthers(
    store,
    place,
    pointer?.sequence,
    expected === null ? 'not exist yet' : `point at ${expected}`,
  );
}

/**
 * The error for an alias that another writer moved first.
 *
 * @param sequence - of the move that put it where it is; undefined when there is no such alias
 */
export async function movedByOthers(
  store: ObjectStore,
  place: Omit<MovedBy, 'by'>,
  sequence: number | undefined,
  expected: string,
): Promise<PredictqlError> {
  const last =
    sequence === undefined ? undefined : await aliasMove(store, place.model, place.major, sequence);
  return new PredictqlError('ALIAS_CONFLICT', {
    subject: nameOfAlias(place),
    expected,
    received: last ? `${last.to}, where ${shown(last.by)} moved it at ${last.at}` : 'no such alias',
    remedy: 'Look at its history and decide again.',
  });
}

/** How messages call an alias: `Alias 'production' of house-price v1`. */
export function nameOfAlias({ alias, model, major }: Omit<MovedBy, 'by'>): string {
  return `Alias '${alias}' of ${model} v${major}`;
}

function later(time: Date, other: string | undefined): Date {
  return other === undefined ? time : new Date(Math.max(time.getTime(), Date.parse(other)));
}
