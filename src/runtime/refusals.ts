import { PredictqlError } from '../contract';
import type { OfVersion } from './runtime-events';

/** The error of a request for which a version's queue has no room. */
export function overloaded({ model, version }: OfVersion, waitingRows: number): PredictqlError {
  return new PredictqlError('OVERLOADED', {
    subject: `The queue of ${model}@${version}`,
    expected: 'have room for the request',
    received: `${waitingRows} row${waitingRows === 1 ? '' : 's'} that wait`,
    remedy: 'Send it again in a second.',
  });
}

/** The error of a request that got no prediction in time. */
export function timedOut({ model, version }: OfVersion, rows: number, waitedMs: number): PredictqlError {
  return new PredictqlError('PREDICTION_TIMEOUT', {
    subject: `The prediction of ${rows} row${rows === 1 ? '' : 's'} by ${model}@${version}`,
    expected: 'be done in time',
    received: `no answer after ${Math.round(waitedMs)} ms`,
    remedy: rows === 1 ? 'Send the request again.' : 'Send it again, or fewer rows in each request.',
  });
}

/** The error of a request whose client has gone; nobody reads it. */
export function abandoned({ model, version }: OfVersion): PredictqlError {
  return new PredictqlError('REQUEST_ABANDONED', {
    subject: `The client of a prediction by ${model}@${version}`,
    expected: 'wait for the answer',
    received: 'a closed connection',
  });
}
