import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shown } from '../contract';
import { internalErrorCode, maskedMessage } from './graphql-errors';
import type { Logger } from './logging';

const methods = ['GET', 'POST'] as const;

/** Codes of what HTTP refuses before GraphQL sees it; other refusals are BAD_REQUEST. */
const codes: Readonly<Record<number, string>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  503: 'UNAVAILABLE',
};

/** An error in the shape that GraphQL clients read. */
export function errorBody(
  status: number,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
) {
  return { errors: [{ message, extensions: { code: codes[status] ?? 'BAD_REQUEST', ...extensions } }] };
}

/** Answers what never reaches GraphQL, and what fails on the way, in JSON. */
export function answerErrorsInJson(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0];
    const asked = `${request.method} ${shown(path)}`;
    const allowed = methods.filter((method) => app.hasRoute({ method, url: path })).join(', ');
    if (allowed === '') {
      return reply.code(404).send(errorBody(404, `${asked} is not served. Ask /graphql.`));
    }
    return reply
      .code(405)
      .header('allow', allowed)
      .send(errorBody(405, `${asked} is not served. Use ${allowed}.`));
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 400 || status >= 500) {
      logger.error('unexpected error', { requestId: request.id, error });
      const extensions = { code: internalErrorCode, requestId: request.id };
      return reply.code(500).send(errorBody(500, maskedMessage, extensions));
    }
    return reply.code(status).send(errorBody(status, clientMessage(error, app)));
  });
}

/** Fastify's own sentences, where they leave a question open, with the answer. */
export function clientMessage({ code, message }: FastifyError, app: FastifyInstance): string {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return `The body must have at most ${app.initialConfig.bodyLimit} bytes. Send fewer rows in each request.`;
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'The body must be JSON. Send it with content-type: application/json.';
    default:
      return message;
  }
}
