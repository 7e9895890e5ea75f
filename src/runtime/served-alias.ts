import type { PredictqlError } from '../contract';
import type { Alias } from '../registry';
import { isPassing } from './unusable';

/** An alias as it is served. */
export interface ServedAlias extends Alias {
  /** Which version answers to it: where it points, or while that one cannot serve where it pointed before. */
  readonly version: string;
  /** The version that it points at in the registry. */
  readonly pointsAt: string;
  /** Why that one cannot serve. Fit for clients. */
  readonly problem?: PredictqlError;
}

/**
 * Finds the version that answers to an alias: the one it points at, else the first of the earlier ones that
 * can serve. When none can, it stays where it points, and so it does when the fault may be gone by the next
 * request: an older version is no answer to a disk that was away for a moment.
 *
 * @param prove - loads a version; its error says why that version cannot serve
 * @param earlier - where the alias pointed before, newest first; asked for only when it matters
 */
export async function settleAlias(
  { alias, major, version: pointsAt }: Alias,
  prove: (version: string) => Promise<PredictqlError | undefined>,
  earlier: () => Promise<readonly string[]>,
): Promise<ServedAlias> {
  const problem = await prove(pointsAt);
  if (problem === undefined) return { alias, major, version: pointsAt, pointsAt };
  const candidates = isPassing(problem) ? [] : await earlier();
  for (const version of candidates) {
    if ((await prove(version)) === undefined) return { alias, major, version, pointsAt, problem };
  }
  return { alias, major, version: pointsAt, pointsAt, problem };
}
