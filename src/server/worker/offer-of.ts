import { inspect } from 'node:util';
import { PredictqlError } from '../../contract';
import { type Catalog, isPassing, unusableName } from '../../runtime';
import type { Offer, OfferProblem } from '../supervisor/messages';

/** What a catalog has to offer, with the reasons for what it has not. */
export function offerOf({ models, unusable }: Catalog): Offer {
  const fallbacks = models.flatMap(({ name, aliases }) =>
    aliases.flatMap(({ alias, major, version, pointsAt, problem }) =>
      problem === undefined || version === pointsAt
        ? []
        : [{ subject: `${name} v${major} ${alias}`, serves: version, ...reasonOf(problem) }],
    ),
  );
  const versions = unusable.map((entry) => ({ subject: unusableName(entry), ...reasonOf(entry.error) }));
  return {
    models: models.map(({ name }) => name),
    problems: [...versions, ...fallbacks],
    isPartial: unusable.some(({ error }) => isPassing(error)),
  };
}

/**
 * Why a version cannot serve, for the log. Its error is worded for clients; the one behind it may name
 * places on this machine. A known fault explains itself, only of an unknown one the stack says more.
 */
function reasonOf(error: PredictqlError): Pick<OfferProblem, 'code' | 'reason'> {
  const original = error.cause ?? error;
  return original instanceof PredictqlError
    ? { code: original.code, reason: original.message }
    : { code: error.code, reason: inspect(original, { depth: 4 }) };
}
