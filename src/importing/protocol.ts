import type { Binding, Contract, Dtype, ErrorCode, ErrorParts, Golden, Row } from '../contract';
import type { Vocabulary } from '../onnx';

// What the guarded process is asked and answers: JSON, since the two share nothing else.

/** An input or output of the model as ONNX Runtime sees it. */
export interface ModelTensor {
  readonly name: string;
  readonly dtype: Dtype;
  /** A text is any length; axes of one name are equally long. Left out when even their number is open. */
  readonly shape?: readonly (number | string)[];
}

/** All that is known of a model that was accepted and loaded. */
export interface Inspection {
  readonly inputs: readonly ModelTensor[];
  readonly outputs: readonly ModelTensor[];
  /** What was cut from the file, in words. */
  readonly cut: readonly string[];
  /** The classes that the graph tells for an output of labels or of probabilities, by its name. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly vocabularies: readonly Vocabulary[];
  readonly producer: string;
  readonly producerVersion: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly irVersion: number;
  readonly opsets: Readonly<Record<string, number>>;
  /** Of the file as it came. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface InspectRequest {
  readonly kind: 'inspect';
  readonly path: string;
  /** Its name for messages. */
  readonly file: string;
  /** Where to put the file that a version will hold. */
  readonly artifact: string;
}

/** Runs rows through the inspected model as a server would. */
export interface SampleRequest {
  readonly kind: 'sample';
  readonly contract: Contract;
  readonly binding: Binding;
  /** At least one, and they satisfy the contract. */
  readonly rows: readonly Row[];
}

/** How the model answered sample rows. */
export interface SampleAnswer {
  /** Indices of the rows that it answered, ascending. */
  readonly answered: readonly number[];
  /** The answers to these; a number that is not finite is null. Left out when there are none. */
  readonly expected?: Golden['expected'];
  /** Why it did not answer the first of the others. */
  readonly failure?: PlainError;
  /** Whether rows are answered alike alone and together; true when a run takes one row only. */
  readonly rowsAgree: boolean;
}

/** An error loses its class on the way between processes. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly parts: ErrorParts;
}

export type GuardedRequest = InspectRequest | SampleRequest;

export type GuardedAnswer<Answer = Inspection | SampleAnswer> =
  | { readonly answer: Answer }
  | { readonly error: PlainError };
