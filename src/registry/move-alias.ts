import { assertAliasName, assertVersion, PredictqlError, shown } from '../contract';
import { appendAliasEntry, latestAliasEntry, pointerIn, readAliasEntry } from './alias-log';
import { type AliasMove, moveOf } from './aliases';
import { assertMajor, majorOf } from './major';
import { readManifest } from './manifest';
import { versionNotFound } from './not-found';
import type { ObjectStore } from './store';

export interface AliasMoveRequest {
  readonly model: string;
  readonly major: number;
  readonly alias: string;
  /** The exact version it shall point at. */
  readonly to: string;
  /**
   * The version it must point at now, or null when it must not exist yet. When left out, the move is
   * made wherever the alias points.
   */
  readonly expected?: string | null;
  /** Who asks. */
  readonly by: string;
  readonly reason?: string;
}

export interface AliasMoved {
  /** False when the alias already pointed there, and nothing was added to the log. */
  readonly moved: boolean;
  /** The move that put the alias where it is. */
  readonly move: AliasMove;
}

/** Every lost race means that another writer moved an alias; this many in a row is no race. */
const mostAttempts = 100;

/** Points an alias at a version, see `Registry.moveAlias`. */
export async function moveAlias(
  store: ObjectStore,
  request: AliasMoveRequest,
  now: () => Date,
): Promise<AliasMoved> {
  const { model, major, alias, to, expected, by, reason } = request;
  assertAliasName(alias);
  assertVersion(to);
  assertMajor(major);
  if (majorOf(to) !== major) throw await versionNotFound(store, model, to, major);
  await readManifest(store, model, to);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const latest = await latestAliasEntry(store, model, major);
    const pointer = pointerIn(latest, alias);
    const from = pointer?.version ?? null;
    if (expected !== undefined && from !== expected) {
      const last = pointer && (await readAliasEntry(store, model, major, pointer.sequence));
      throw movedByOthers(request, last && moveOf(last));
    }
    if (pointer !== undefined && pointer.version === to) {
      return { moved: false, move: moveOf(await readAliasEntry(store, model, major, pointer.sequence)) };
    }
    const sequence = (latest?.sequence ?? 0) + 1;
    const move: AliasMove = {
      sequence,
      at: later(now(), latest?.at).toISOString(),
      by,
      alias,
      from,
      to,
      ...(reason === undefined ? {} : { reason }),
    };
    const aliases = { ...latest?.aliases, [alias]: { version: to, sequence } };
    if (await appendAliasEntry(store, { formatVersion: 1, model, major, ...move, aliases })) {
      return { moved: true, move };
    }
  }
  throw new PredictqlError('ALIAS_CONFLICT', {
    subject: nameOf(request),
    expected: `be free to move in ${mostAttempts} attempts`,
    remedy: 'Move it again when fewer others do.',
  });
}

function movedByOthers(request: AliasMoveRequest, last: AliasMove | undefined): PredictqlError {
  const { expected } = request;
  return new PredictqlError('ALIAS_CONFLICT', {
    subject: nameOf(request),
    expected: expected === null ? 'not exist yet' : `point at ${expected}`,
    received: last ? `${last.to}, where ${shown(last.by)} moved it at ${last.at}` : 'no such alias',
    remedy: 'Look at its history and decide again.',
  });
}

function nameOf({ alias, model, major }: AliasMoveRequest): string {
  return `Alias '${alias}' of ${model} v${major}`;
}

function later(time: Date, other: string | undefined): Date {
  return other === undefined ? time : new Date(Math.max(time.getTime(), Date.parse(other)));
}
