import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { type ErrorCode, PredictqlError } from '../../contract';
import { retryAfterSeconds, statusOfCode } from '../http/status-of-code';
import { findLongList, type RowTypes } from '../limits';
import type { CompiledOperation, CompiledOperations } from './compiled-operations';
import { formatGraphqlError, originalOf } from './graphql-errors';
import type { RequestOutcome, ServerContext } from './server-context';

const json = 'application/json; charset=utf-8';

/** Another try at once would add to what they tell of. */
const codesOfLoad: ReadonlySet<ErrorCode> = new Set(['OVERLOADED', 'PREDICTION_TIMEOUT']);

const nameOfOperation = /^[A-Za-z_]\w*$/;

/** A body that asks for nothing but an operation. */
interface PlainBody {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

export interface ExpressLane {
  readonly operations: CompiledOperations;
  readonly rowTypes: RowTypes;
  readonly contextOf: (request: FastifyRequest) => ServerContext;
  /** What handles all requests that the lane does not take, or does not answer without an error. */
  readonly apollo: RouteHandlerMethod;
}

/**
 * The handler of `/graphql`. A plain request for an operation that Apollo has admitted before, checks and
 * all, needs none of its pipeline: its compiled form runs at once, and the answer is the one that Apollo
 * would give. Whatever is out of the ordinary goes to Apollo, an answer with errors among it: how errors
 * look is said in one place. Only what came of too much load is not tried again.
 */
export function expressLane({ operations, rowTypes, contextOf, apollo }: ExpressLane): RouteHandlerMethod {
  function operationOf(request: FastifyRequest, body: PlainBody): CompiledOperation | undefined {
    if (request.method !== 'POST' || !acceptsJson(request)) return undefined;
    return operations.get(body.query, body.operationName ?? undefined);
  }

  return async function handle(request, reply) {
    const { body } = request;
    const operation = isPlain(body) ? operationOf(request, body) : undefined;
    if (operation === undefined) return apollo.call(this, request, reply);
    const { operationName, variables } = body as PlainBody;
    const context = contextOf(request);
    if (findLongList(variables ?? {}, operation.definition, rowTypes, context.maxRows)) {
      return apollo.call(this, request, reply);
    }
    const result = await operation.run(undefined, context, variables ?? {});
    if (result.errors !== undefined && !result.errors.every(isOfLoad)) {
      return apollo.call(this, request, reply);
    }
    context.outcome.operation = operationName ?? operation.definition.name?.value ?? 'query';
    if (result.errors !== undefined) return refuse(reply, context.outcome, result);
    const { data } = result;
    return reply.header('content-type', json).send(`${JSON.stringify({ data })}\n`);
  };
}

function isPlain(body: unknown): body is PlainBody {
  if (typeof body !== 'object' || body === null) return false;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  return (
    typeof query === 'string' &&
    extensions === undefined &&
    (operationName === undefined ||
      operationName === null ||
      (typeof operationName === 'string' && nameOfOperation.test(operationName))) &&
    (variables === undefined ||
      variables === null ||
      (typeof variables === 'object' && !Array.isArray(variables)))
  );
}

/** Whether JSON under its plain name is what the client likes best, without a look at the fine print. */
function acceptsJson({ headers: { accept } }: FastifyRequest): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json';
}

function isOfLoad(error: GraphQLError): boolean {
  const original = originalOf(error);
  return original instanceof PredictqlError && codesOfLoad.has(original.code);
}

function refuse(reply: FastifyReply, outcome: RequestOutcome, { errors = [], data }: ExecutionResult) {
  const formatted = errors.map((error) => {
    const { message, locations = [], path = [] } = error;
    return formatGraphqlError({ message, locations, path }, error, { isProduction: true });
  });
  outcome.errors = [...new Set(formatted.map(({ extensions }) => String(extensions?.code)))];
  const status = statusOfCode(outcome.errors, data !== undefined && data !== null) ?? 200;
  const seconds = retryAfterSeconds(status);
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  return reply
    .code(status)
    .header('content-type', json)
    .send(`${JSON.stringify({ errors: formatted, data })}\n`);
}
