import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PredictqlError, shown } from '../../contract';
import { challenge } from '../auth';
import { internalErrorCode, maskedMessage } from '../graphql/graphql-errors';
import type { Logger } from '../log/logging';
import { statusOfCode } from './status-of-code';

const methods = ['GET', 'POST'] as const;

/** Codes of what HTTP refuses before GraphQL sees it; other refusals are BAD_REQUEST. */
const codes: Readonly<Record<number, string>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'URI_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  431: 'HEADERS_TOO_LARGE',
  503: 'UNAVAILABLE',
};

export const httpErrorCodes: readonly string[] = Object.values(codes);

interface ErrorBody {
  readonly errors: readonly [
    {
      readonly message: string;
      readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
    },
  ];
}

/** An error in the shape that GraphQL clients read. */
export function errorBody(
  status: number,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): ErrorBody {
  return { errors: [{ message, extensions: { code: codes[status] ?? 'BAD_REQUEST', ...extensions } }] };
}

/** Told of the code of every refusal. */
type NoteRefusal = (request: FastifyRequest, code: string) => void;

/** Answers what never reaches GraphQL, and what fails on the way, in JSON. */
export function answerErrorsInJson(app: FastifyInstance, logger: Logger, note: NoteRefusal): void {
  function refuse(request: FastifyRequest, reply: FastifyReply, status: number, body: ErrorBody) {
    note(request, body.errors[0].extensions.code);
    if (status === 401) reply.header('www-authenticate', challenge);
    // Who is still sending when the connection closes loses the answer with it. What comes is thrown away.
    if (status === 413) reply.removeHeader('connection');
    return reply.code(status).send(body);
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0];
    const asked = `${request.method} ${shown(path)}`;
    const allowed = methods.filter((method) => app.hasRoute({ method, url: path })).join(', ');
    if (allowed === '') {
      return refuse(request, reply, 404, errorBody(404, `${asked} is not served. Ask /graphql.`));
    }
    reply.header('allow', allowed);
    return refuse(request, reply, 405, errorBody(405, `${asked} is not served. Use ${allowed}.`));
  });
  app.setErrorHandler((error: FastifyError | PredictqlError, request, reply) => {
    if (error instanceof PredictqlError) {
      const { code, message } = error;
      const status = statusOfCode([code]);
      if (status !== undefined) {
        if (status >= 500) logger.error('request failed', { requestId: request.id, error });
        return refuse(request, reply, status, errorBody(status, message, { code }));
      }
    } else if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
      return refuse(request, reply, error.statusCode, errorBody(error.statusCode, clientMessage(error, app)));
    }
    logger.error('unexpected error', { requestId: request.id, error });
    const extensions = { code: internalErrorCode, requestId: request.id };
    return refuse(request, reply, 500, errorBody(500, maskedMessage, extensions));
  });
}

/** Fastify's own sentences, where they leave a question open, with the answer. */
export function clientMessage({ code, message }: FastifyError, app: FastifyInstance): string {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return `The body must have at most ${app.initialConfig.bodyLimit} bytes. Send fewer rows in each request.`;
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'The body must be JSON. Send it with content-type: application/json.';
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return 'Invalid JSON: the body must be an object with a query.';
    default:
      return message;
  }
}
