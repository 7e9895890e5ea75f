/**
 * The one catalogue of errors that predictql raises on purpose. A code is stable and never reused;
 * docs/errors.md explains each one, and a test holds the two together. Whatever is not in here is a
 * bug: the server masks it behind a request id.
 */
export const errorCatalogue = {
  // contract
  CONTRACT_INVALID: 'A definition or contract contradicts itself.',
  CONTRACT_INCOMPATIBLE: 'A contract breaks clients of the major it claims to be.',
  NAME_INVALID: 'A model name, version or alias is not one.',
  SHAPE_MISMATCH: 'A matrix or tensor has other axes than its reader expects.',
  // data
  DATA_UNREADABLE: 'A data source cannot be opened or parsed.',
  DATA_EMPTY: 'A data source has no rows.',
  COLUMN_MISSING: 'A data source lacks a column of the contract.',
  COLUMN_DUPLICATE: 'A header names a column twice.',
  CELL_INVALID: 'Cells of a data source do not satisfy the contract.',
  SPLIT_INVALID: 'A data set cannot be split as asked.',
  // onnx
  GRAPH_INVALID: 'An ONNX graph is being built wrongly.',
  MODEL_REFUSED: 'An ONNX file from elsewhere is not one that can be taken in.',
  // training
  PARAMETER_INVALID: 'A step or estimator is given a hyperparameter it cannot use.',
  STEP_UNFITTABLE: 'A pipeline step cannot be fitted on the columns it is given.',
  ESTIMATOR_UNFITTABLE: 'An estimator cannot be fitted on the data it is given.',
  DEFINITION_NOT_FOUND: 'No model definition has that name or path.',
  DEFINITION_INVALID: 'A definition file cannot be loaded or does not export one model definition.',
  // registry
  REGISTRY_MISSING: 'The registry does not exist.',
  REGISTRY_UNREACHABLE: 'The registry exists but cannot be read or written.',
  KEY_INVALID: 'A file or folder of the registry has a name that a path or an S3 key cannot safely hold.',
  MODEL_NOT_FOUND: 'The registry has no model of that name.',
  VERSION_NOT_FOUND: 'The model has no such version or alias.',
  VERSION_CONFLICT: 'Another writer published that version first.',
  ALIAS_CONFLICT: 'Another writer moved the alias first.',
  MAJOR_AMBIGUOUS: 'A model has several majors, and none of them was named.',
  ROLLBACK_IMPOSSIBLE: 'An alias has no earlier version that it could return to.',
  REASON_INVALID: 'The reason for an alias move is empty, too long or more than one line of text.',
  ALIAS_LOG_INVALID: 'An entry of an alias log cannot be trusted: it is malformed or belongs elsewhere.',
  MANIFEST_INVALID: 'A manifest cannot be trusted: it is malformed or names another version.',
  ARTIFACT_CORRUPT: 'An artifact has other bytes than its manifest promises.',
  SIGNATURE_INVALID: 'A version is not signed by a trusted key, or was altered after it was signed.',
  SIGNING_KEY_INVALID: 'A file does not hold a key that versions can be signed with.',
  // runtime
  MODEL_UNLOADABLE: 'ONNX Runtime refuses the model.',
  GOLDEN_MISMATCH: 'A loaded version does not reproduce its golden rows.',
  VERSION_QUARANTINED: 'A version ended or blocked the process that loaded it, and is not loaded again.',
  PREDICTION_FAILED: 'A model answers with something that is not a prediction.',
  ROWS_INVALID: 'Rows to predict do not satisfy the contract.',
  OVERLOADED: 'More requests wait than can be answered in time.',
  PREDICTION_TIMEOUT: 'A prediction was not done in the time that it may take.',
  REQUEST_ABANDONED: 'A client closed its connection before its prediction began.',
  // server and command line
  UNAUTHENTICATED: 'A request carries no key, or one that the server does not know.',
  FORBIDDEN: 'A caller may not do what it asks for.',
  IDENTITY_UNAVAILABLE: 'The keys that tokens are checked with cannot be fetched.',
  RATE_LIMITED: 'A client sends more requests than one client may.',
  QUERY_TOO_COMPLEX: 'A GraphQL document asks for more than one request may.',
  ENVIRONMENT_INVALID: 'An environment variable has an unusable value.',
  PORT_UNAVAILABLE: 'The server cannot listen where it was told to.',
  WORKERS_FAILED: 'No process of the server came up, and none could say why.',
  INPUT_INVALID: 'A file or option given on the command line cannot be used.',
  OUTPUT_UNWRITABLE: 'A result cannot be written where it was asked for.',
  COMMAND_UNAVAILABLE: 'A command needs code that this installation leaves out.',
  SCHEMA_DRIFT: 'schema.graphql is not what src/models says it should be.',
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** The parts of every message: *subject* must *expected*, got *received*. *remedy*. */
export interface ErrorParts {
  /** What is wrong, with its place: "Feature 'lotArea' of house-price v1". */
  readonly subject: string;
  /** What it must do, read after "must": "be at least 1". */
  readonly expected: string;
  /** What came instead; left out where there is nothing to show. */
  readonly received?: string | undefined;
  /** What to do now, as a sentence. */
  readonly remedy?: string | undefined;
}

/** One way in which one row breaks its contract. */
export interface Violation {
  /** Where, from the argument down: `['inputs', 3, 'lotArea']`. */
  readonly path: readonly (string | number)[];
  /** Which rule: `required`, `type`, `min`, `max`, `enum`, ... */
  readonly constraint: string;
  readonly expected: string;
  readonly received: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly cause?: unknown;
  readonly violations?: readonly Violation[];
}

/** An error of the catalogue: a code that programs read and a message that people read. */
export class PredictqlError extends Error {
  override readonly name = 'PredictqlError';
  readonly violations: readonly Violation[];

  constructor(
    readonly code: ErrorCode,
    readonly parts: ErrorParts,
    details: ErrorDetails = {},
  ) {
    super(errorMessage(parts), details.cause === undefined ? undefined : { cause: details.cause });
    this.violations = details.violations ?? [];
  }
}

/** The sentence that {@link ErrorParts} make. */
export function errorMessage({ subject, expected, received, remedy }: ErrorParts): string {
  const got = received === undefined ? '' : `, got ${received}`;
  return `${subject} must ${expected}${got}.${remedy === undefined ? '' : ` ${remedy}`}`;
}
