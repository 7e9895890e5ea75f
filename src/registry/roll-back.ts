import { assertAliasName, PredictqlError } from '../contract';
import { type AliasMove, standingMoves } from './alias-history';
import { pointerIn } from './alias-log';
import {
  appendMove,
  assertStillAt,
  type DecidedMove,
  type MovedBy,
  movedByOthers,
  nameOfAlias,
} from './append-move';
import { assertMajor } from './major';
import { versionNotFound } from './not-found';
import { assertReason } from './reason';
import type { ObjectStore } from './store';
import type { TrustedKeys } from './trusted-keys';
import { assertUsable, isFaultOfVersion } from './usable';

export interface RollbackRequest extends MovedBy {
  /** The version it must point at now; wherever it points when left out. */
  readonly expected?: string;
  /** One line of text; `1.3.0 taken back` when left out. */
  readonly reason?: string;
}

/** A version that a rollback passed over, and what is wrong with it. */
export interface PassedOver {
  readonly version: string;
  readonly error: PredictqlError;
}

export interface RolledBack {
  readonly move: AliasMove;
  /** Newer versions that the alias pointed at before and that cannot be used, newest first. */
  readonly passedOver: readonly PassedOver[];
}

/** Points an alias at the version before, see `Registry.rollback`. */
export async function rollBack(
  store: ObjectStore,
  request: RollbackRequest,
  now: () => Date,
  trusted?: TrustedKeys,
): Promise<RolledBack> {
  const { model, major, alias, expected, reason } = request;
  assertAliasName(alias);
  assertMajor(major);
  if (reason !== undefined) assertReason(reason);
  let seen: number | undefined;
  let passedOver: PassedOver[] = [];
  const move = await appendMove(store, request, now, async (latest) => {
    const pointer = pointerIn(latest, alias);
    if (pointer === undefined) throw await versionNotFound(store, model, alias, major);
    if (expected !== undefined) await assertStillAt(store, request, latest, expected);
    // Two who roll back at once both mean the version they see: the second must not take away one more.
    seen ??= pointer.sequence;
    if (pointer.sequence !== seen) {
      throw await movedByOthers(store, request, pointer.sequence, `stay where it was at move ${seen}`);
    }
    const found = await findEarlier(store, request, pointer.version, trusted);
    passedOver = found.passedOver;
    return decidedMove(found, pointer.version, reason);
  });
  return { move: move!, passedOver };
}

interface Earlier {
  /** The move that first led to the version to go back to. */
  readonly move: AliasMove;
  readonly passedOver: PassedOver[];
}

/** The newest move that was not taken back and led to another, usable version than the present one. */
async function findEarlier(
  store: ObjectStore,
  request: RollbackRequest,
  present: string,
  trusted: TrustedKeys | undefined,
): Promise<Earlier> {
  const { model, major, alias } = request;
  const passedOver: PassedOver[] = [];
  for await (const move of standingMoves(store, model, major, alias)) {
    if (move.to === present || passedOver.some(({ version }) => version === move.to)) continue;
    try {
      await assertUsable(store, model, move.to, trusted);
      return { move, passedOver };
    } catch (error) {
      if (!isFaultOfVersion(error)) throw error;
      passedOver.push({ version: move.to, error });
    }
  }
  throw new PredictqlError('ROLLBACK_IMPOSSIBLE', {
    subject: nameOfAlias(request),
    expected: `have an earlier version than ${present} to return to`,
    received: passedOver.length === 0 ? 'none' : `${versionsOf(passedOver)}, which cannot be used`,
    remedy: passedOver.length === 0 ? 'Promote a version by its number.' : passedOver[0].error.message,
  });
}

function decidedMove(
  { move: { to, sequence }, passedOver }: Earlier,
  from: string,
  reason: string | undefined,
): DecidedMove {
  const unusable = passedOver.length === 0 ? '' : `; ${versionsOf(passedOver)} cannot be used`;
  return { to, restores: sequence, reason: reason ?? `${from} taken back${unusable}` };
}

function versionsOf(passedOver: readonly PassedOver[]): string {
  return passedOver.map(({ version }) => version).join(', ');
}
