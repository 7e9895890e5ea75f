import { type ErrorDetails, type ErrorParts, PredictqlError } from '../../contract';

/** Why a file from elsewhere is not taken in. */
export function refusal(parts: ErrorParts, details?: ErrorDetails): PredictqlError {
  return new PredictqlError('MODEL_REFUSED', parts, details);
}
