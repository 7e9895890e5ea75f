/** Milliseconds for people: small ones as microseconds. */
export function duration(ms: number): string {
  return ms < 10 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(1)} ms`;
}

/** The share of a whole number of things that each had in a while. */
export function count(value: number): string {
  return value.toFixed(0);
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
