/** Something that took time while a request was answered. */
export interface Span {
  /** 32 hexadecimal digits, the same for all spans of a request, wherever they were made. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** The span that this one is a part of. */
  readonly parentId?: string | undefined;
  readonly name: string;
  /** Whether it is the answer to somebody outside. */
  readonly isServer: boolean;
  /** Milliseconds since 1970-01-01 UTC, with fractions. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, string | number | readonly string[]>>;
  /** Whether it failed for a reason of ours. */
  readonly isFailed: boolean;
}
