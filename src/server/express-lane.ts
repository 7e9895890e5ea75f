import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { CompiledOperation, CompiledOperations } from './compiled-operations';
import { findLongList, type RowTypes } from './limits';
import type { ServerContext } from './server-context';

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
 * look is said in one place.
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
    if (result.errors !== undefined) return apollo.call(this, request, reply);
    context.outcome.operation = operationName ?? operation.definition.name?.value ?? 'query';
    return answer(reply, result);
  };
}

function isPlain(body: unknown): body is PlainBody {
  if (typeof body !== 'object' || body === null) return false;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  return (
    typeof query === 'string' &&
    extensions === undefined &&
    (operationName === undefined || operationName === null || typeof operationName === 'string') &&
    (variables === undefined ||
      variables === null ||
      (typeof variables === 'object' && !Array.isArray(variables)))
  );
}

/** Whether JSON under its plain name is what the client likes best, without a look at the fine print. */
function acceptsJson({ headers: { accept } }: FastifyRequest): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json';
}

function answer(reply: FastifyReply, { data }: ExecutionResult): FastifyReply {
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(`${JSON.stringify({ data })}\n`);
}
