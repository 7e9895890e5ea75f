import { assertAliasName, assertVersion } from '../contract';
import { type AliasMove, aliasMove } from './alias-history';
import { pointerIn } from './alias-log';
import { appendMove, assertStillAt, type MovedBy } from './append-move';
import { assertMajor, majorOf } from './major';
import { versionNotFound } from './not-found';
import { assertReason } from './reason';
import type { ObjectStore } from './store';
import type { TrustedKeys } from './trusted-keys';
import { assertUsable } from './usable';

export interface AliasMoveRequest extends MovedBy {
  /** The exact version it shall point at. */
  readonly to: string;
  /**
   * The version it must point at now, or null when it must not exist yet. When left out, the move is
   * made wherever the alias points.
   */
  readonly expected?: string | null;
  /** One line of text. */
  readonly reason?: string;
}

export interface AliasMoved {
  /** False when the alias already pointed there, and nothing was added to the log. */
  readonly moved: boolean;
  /** The move that put the alias where it is. */
  readonly move: AliasMove;
}

/** Points an alias at a version, see `Registry.moveAlias`. */
export async function moveAlias(
  store: ObjectStore,
  request: AliasMoveRequest,
  now: () => Date,
  trusted?: TrustedKeys,
): Promise<AliasMoved> {
  const { model, major, alias, to, expected, reason } = request;
  assertAliasName(alias);
  assertVersion(to);
  assertMajor(major);
  if (reason !== undefined) assertReason(reason);
  if (majorOf(to) !== major) throw await versionNotFound(store, model, to, major);
  await assertUsable(store, model, to, trusted);
  let stands: number | undefined;
  const move = await appendMove(store, request, now, async (latest) => {
    if (expected !== undefined) await assertStillAt(store, request, latest, expected);
    const pointer = pointerIn(latest, alias);
    stands = pointer?.version === to ? pointer.sequence : undefined;
    return stands === undefined ? { to, ...(reason !== undefined && { reason }) } : undefined;
  });
  return move === undefined
    ? { moved: false, move: await aliasMove(store, model, major, stands!) }
    : { moved: true, move };
}
