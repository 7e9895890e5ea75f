import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestOutcome } from '../graphql/server-context';
import type { Logger } from '../log/logging';
import { RequestTrace } from './request-trace';
import { SpanExporter } from './span-exporter';
import { traceContextOf } from './trace-context';
import type { TracingSettings } from './tracing-settings';

/** Probes and readers of the metrics come every few seconds, and nobody asks where their time goes. */
const traced = '/graphql';

/** The trace of a request; undefined when it is not traced. */
export type TraceOf = (request: FastifyRequest) => RequestTrace | undefined;

export interface TracingOptions {
  /** Left out, nothing is traced and nothing is added to the app. */
  readonly settings: TracingSettings | undefined;
  readonly logger: Logger;
  /** How a request went. */
  readonly outcomeOf: (request: FastifyRequest) => RequestOutcome;
}

/**
 * Traces the requests to GraphQL; its route is to be added later. Spans are made when a request is answered, of times
 * that were noted on the way: what is not traced pays for none of it.
 */
export function mountTracing(app: FastifyInstance, { settings, logger, outcomeOf }: TracingOptions): TraceOf {
  if (settings === undefined) return () => undefined;
  const exporter = new SpanExporter(settings, logger);
  const traces = new WeakMap<FastifyRequest, RequestTrace>();
  app.addHook('onRequest', (request, _, done) => {
    if (request.routeOptions.url !== traced) return done();
    const context = traceContextOf(request.headers.traceparent, settings.share);
    if (context !== undefined) traces.set(request, new RequestTrace(context, performance.now()));
    done();
  });
  app.addHook('preHandler', (request, _, done) => {
    traces.get(request)?.read();
    done();
  });
  app.addHook('onResponse', (request, { statusCode: status }, done) => {
    const trace = traces.get(request);
    if (trace !== undefined) {
      const { id: requestId, method } = request;
      const answered = { requestId, method, route: traced, status, outcome: outcomeOf(request) };
      exporter.add(trace.spans(performance.now(), answered));
    }
    done();
  });
  app.addHook('onClose', () => exporter.close());
  return (request) => traces.get(request);
}
