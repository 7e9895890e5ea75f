import type { PredictionEvent, RequestContext } from '../../resolvers';

/** What the server itself adds to what resolvers know of a request. */
export interface ServerContext extends RequestContext {
  readonly outcome: RequestOutcome;
}

/** How a GraphQL request went, filled in on the way. */
export interface RequestOutcome {
  /** Name of the operation, else its kind. */
  operation?: string | undefined;
  /** The codes of the errors in the answer, each once. */
  errors?: readonly string[];
  readonly predictions: PredictionEvent[];
  /** The variables as they came, where the log shall hold them. */
  variables?: unknown;
}
