import { randomBytes } from 'node:crypto';

/** Which trace a request belongs to. */
export interface TraceContext {
  readonly traceId: string;
  /** The span of the sender; undefined when the trace begins here. */
  readonly parentId: string | undefined;
}

/** Version, trace, span, flags; a later version may add more (W3C Trace Context, 3.2). */
const shape = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/**
 * The trace that a request goes on with, or a new one.
 *
 * @param traceparent - the header, when the request has one; it says whether the trace is recorded
 * @param share - how many of the requests without one are recorded
 * @returns undefined when this one is not
 */
export function traceContextOf(traceparent: unknown, share: number): TraceContext | undefined {
  const given = typeof traceparent === 'string' ? shape.exec(traceparent) : null;
  if (given === null) {
    return Math.random() < share ? { traceId: newId(16), parentId: undefined } : undefined;
  }
  const [, traceId, parentId, flags] = given;
  const isRecorded = (Number.parseInt(flags, 16) & 1) === 1;
  return isRecorded ? { traceId, parentId } : undefined;
}

export function newSpanId(): string {
  return newId(8);
}

function newId(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
