import type { PredictRun } from '../../runtime';
import type { RequestOutcome } from '../graphql/server-context';
import type { Span } from './span';
import { newSpanId, type TraceContext } from './trace-context';

/** What is known of a request once it is answered. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly method: string;
  /** The pattern of its route. */
  readonly route: string;
  readonly status: number;
  readonly outcome: RequestOutcome;
}

/** When the things happened that became of a request; all times by `performance.now()`. */
export class RequestTrace {
  readonly #runs: PredictRun[] = [];
  #readAt: number | undefined;

  constructor(
    private readonly context: TraceContext,
    private readonly startedAt: number,
  ) {}

  /** Its body has been read. */
  read(): void {
    this.#readAt = performance.now();
  }

  /** A model answered rows of it. */
  ran(run: PredictRun): void {
    this.#runs.push(run);
  }

  /**
   * The request as a span, and as parts of it: `validate`, from its body to the first rows that wait for a
   * model; and for every prediction `queue`, while they waited, and `run`, until the last of them had its
   * answer.
   */
  spans(endedAt: number, { requestId, method, route, status, outcome }: AnsweredRequest): Span[] {
    const { traceId, parentId } = this.context;
    const spanId = newSpanId();
    const part = (name: string, startedAt: number, partEndedAt: number, rows?: number): Span => ({
      traceId,
      spanId: newSpanId(),
      parentId: spanId,
      name,
      isServer: false,
      startMs: performance.timeOrigin + startedAt,
      endMs: performance.timeOrigin + partEndedAt,
      attributes: rows === undefined ? {} : { 'predictql.rows': rows },
      isFailed: false,
    });
    const firstWait = Math.min(endedAt, ...this.#runs.map(({ queuedAt }) => queuedAt));
    const { operation, errors = [], predictions } = outcome;
    return [
      {
        traceId,
        spanId,
        parentId,
        name: `${method} ${route}`,
        isServer: true,
        startMs: performance.timeOrigin + this.startedAt,
        endMs: performance.timeOrigin + endedAt,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          'predictql.request.id': requestId,
          ...(operation !== undefined && { 'graphql.operation.name': operation }),
          ...(predictions.length > 0 && { 'predictql.versions': versionsOf(outcome) }),
          ...(errors.length > 0 && { 'error.type': errors[0] }),
        },
        isFailed: status >= 500,
      },
      ...(this.#readAt === undefined ? [] : [part('validate', this.#readAt, firstWait)]),
      ...this.#runs.flatMap(({ rows, queuedAt, begunAt, doneAt }) => [
        part('queue', queuedAt, begunAt, rows),
        part('run', begunAt, doneAt, rows),
      ]),
    ];
  }
}

function versionsOf({ predictions }: RequestOutcome): string[] {
  return [...new Set(predictions.map(({ model, version }) => `${model}@${version}`))];
}
