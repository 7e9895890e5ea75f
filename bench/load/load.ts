/** Requests to send for a while, over so many connections, each of which sends one at a time. */
export interface Load {
  readonly url: string;
  /** Bodies of the requests, in turn; every connection starts with another one. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/** What came of it. */
export interface LoadResult {
  /** Answered with 200. */
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
