import type { Prediction } from '../contract';
import { predictionBytes } from './prediction-bytes';

interface Entry {
  readonly prediction: Prediction;
  readonly bytes: number;
}

/** What an entry costs besides its key and its numbers: objects, a place in the map. */
const overheadBytes = 400;

/**
 * The answers that were asked for last, for all versions of a process: at most so many, and at most so many
 * bytes.
 */
export class ResponseCache {
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  /** @param mostBytes - by an estimate of what keys and predictions take in memory */
  constructor(
    private readonly mostEntries: number,
    private readonly mostBytes = 64 * 1024 * 1024,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Prediction | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    // Deleted and set, it comes last in the order of the map.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.prediction;
  }

  /** Keeps a prediction, and forgets those that were used longest ago where it needs their room. */
  set(key: string, prediction: Prediction): void {
    this.#delete(key);
    const bytes = overheadBytes + key.length * 2 + predictionBytes(prediction);
    if (bytes > this.mostBytes) return;
    this.#entries.set(key, { prediction, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.mostEntries && this.#bytes <= this.mostBytes) break;
      this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
