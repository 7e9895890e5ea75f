import { cellOf, type Manifest, type Prediction, type Row } from '../contract';
import { joinPredictions, slicePrediction } from './prediction-rows';
import type { ResponseCache } from './response-cache';
import type { RuntimeEvents } from './runtime-events';

/** Larger requests go past the cache: one of them would push out what all others come back for. */
const mostCachedRows = 64;

type Predict = (rows: readonly Row[]) => Promise<Prediction>;

/**
 * The answers of one version, from the cache where they are in it.
 *
 * A row is known by the hash of the artifact and by its cells in contract order, which are all that its
 * encoding depends on. A known row gets the very answer that it got before.
 */
export class CachedPredictions {
  readonly #names: readonly string[];

  constructor(
    private readonly manifest: Manifest,
    private readonly cache: ResponseCache,
    private readonly events: RuntimeEvents,
  ) {
    this.#names = manifest.contract.features.map(({ name }) => name);
  }

  /**
   * @param predict - answers the rows that are not known; only answers that may be repeated
   */
  async predict(rows: readonly Row[], predict: Predict): Promise<Prediction> {
    if (rows.length === 0 || rows.length > mostCachedRows) return predict(rows);
    const keys = rows.map((row) => this.#keyOf(row));
    const known = keys.map((key) => this.cache.get(key));
    const unknown = [...keys.keys()].filter((index) => known[index] === undefined);
    const { model, version } = this.manifest;
    this.events.emit('cached', {
      model,
      version,
      hits: rows.length - unknown.length,
      misses: unknown.length,
    });
    if (unknown.length > 0) {
      const prediction = await predict(unknown.map((index) => rows[index]));
      for (const [place, index] of unknown.entries()) {
        const answer = slicePrediction(prediction, place, place + 1);
        known[index] = answer;
        this.cache.set(keys[index], answer);
      }
    }
    return joinPredictions(known as Prediction[]);
  }

  #keyOf(row: Row): string {
    const cells = this.#names.map((name) => cellOf(row, name) ?? null);
    return `${this.manifest.artifact.sha256} ${JSON.stringify(cells, keepNegativeZero)}`;
  }
}

/** JSON writes -0 as 0, and a model may tell them apart. */
function keepNegativeZero(_key: string, value: unknown): unknown {
  return Object.is(value, -0) ? '-0' : value;
}
