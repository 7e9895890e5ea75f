/** HTTP status of an error that is the client's, whatever else the answer holds. */
const always: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  IDENTITY_UNAVAILABLE: 503,
  QUERY_TOO_COMPLEX: 400,
  BAD_USER_INPUT: 400,
};

/** HTTP status of an error that left nothing to answer. Beside data it is a part of an answer: 200. */
const withoutData: Readonly<Record<string, number>> = {
  MODEL_NOT_FOUND: 404,
  VERSION_NOT_FOUND: 404,
  ALIAS_CONFLICT: 409,
  OVERLOADED: 503,
  PREDICTION_TIMEOUT: 504,
  MANIFEST_INVALID: 500,
  SIGNATURE_INVALID: 500,
  ARTIFACT_CORRUPT: 500,
  MODEL_REFUSED: 500,
  MODEL_UNLOADABLE: 500,
  GOLDEN_MISMATCH: 500,
  VERSION_QUARANTINED: 500,
  PREDICTION_FAILED: 500,
};

/**
 * The HTTP status of an answer with errors of these codes; of several the one that comes first above.
 * Undefined when they have none of their own.
 */
export function statusOfCode(codes: readonly string[], hasData = false): number | undefined {
  const statuses = hasData ? always : { ...always, ...withoutData };
  const found = Object.keys(statuses).find((code) => codes.includes(code));
  return found === undefined ? undefined : statuses[found];
}

/** After how many seconds a request that got this status is worth another try; undefined: it is not said. */
export function retryAfterSeconds(status: number): number | undefined {
  return status === 503 || status === 504 ? 1 : undefined;
}
