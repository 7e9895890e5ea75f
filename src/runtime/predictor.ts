import {
  compileEncoder,
  compileRowCheck,
  type Encoder,
  type Manifest,
  type Prediction,
  PredictqlError,
  type Row,
  type RowCheck,
  type Violation,
} from '../contract';
import type { Registry } from '../registry';
import { assertGolden } from './golden-check';
import { loadSession, type ModelSession } from './session';

/** One version of a model that has proved itself and answers rows. */
export class Predictor {
  readonly #session: ModelSession;
  readonly #encode: Encoder;
  readonly #check: RowCheck;

  private constructor(
    readonly manifest: Manifest,
    session: ModelSession,
  ) {
    this.#session = session;
    this.#encode = compileEncoder(manifest.contract);
    this.#check = compileRowCheck(manifest.contract);
  }

  /**
   * Loads a version from the registry and lets it answer its golden rows.
   *
   * @throws PredictqlError `ARTIFACT_CORRUPT`, `MODEL_UNLOADABLE`, `GOLDEN_MISMATCH`, `PREDICTION_FAILED`
   */
  static async load(registry: Registry, manifest: Manifest): Promise<Predictor> {
    const [artifact, golden] = await Promise.all([registry.artifact(manifest), registry.golden(manifest)]);
    const predictor = new Predictor(manifest, await loadSession(manifest, artifact));
    assertGolden(manifest, golden, await predictor.run(golden.rows));
    return predictor;
  }

  /** Name and version: `house-price@1.3.0`. */
  get name(): string {
    return `${this.manifest.model}@${this.manifest.version}`;
  }

  /**
   * The prediction for each row, in order.
   *
   * @param at - path of the rows in the request, for violations
   * @throws PredictqlError `ROWS_INVALID` with every violation, `PREDICTION_FAILED`
   */
  async predict(rows: readonly Row[], at: readonly (string | number)[] = ['inputs']): Promise<Prediction> {
    if (!this.#check.accepts(rows)) {
      throw rowsInvalid(this.name, this.#check.violations(rows, at));
    }
    const prediction = await this.run(rows);
    this.#assertFinite(prediction);
    return prediction;
  }

  private run(rows: readonly Row[]): Promise<Prediction> {
    return this.#session.run(this.#encode(rows));
  }

  #assertFinite(prediction: Prediction): void {
    const numbers = prediction.task === 'regression' ? prediction.values : prediction.probabilities.data;
    const wrong = numbers.findIndex((value) => !Number.isFinite(value));
    if (wrong < 0) return;
    const width = prediction.task === 'regression' ? 1 : prediction.probabilities.columns;
    throw new PredictqlError('PREDICTION_FAILED', {
      subject: `The prediction of ${this.name} for row ${Math.floor(wrong / width) + 1}`,
      expected: 'be a finite number',
      received: String(numbers[wrong]),
      remedy: 'Look for values far from the ones it was trained on.',
    });
  }
}

/** The error that carries all violations of a request. */
export function rowsInvalid(name: string, violations: readonly Violation[]): PredictqlError {
  const [first] = violations;
  const more = violations.length - 1;
  return new PredictqlError(
    'ROWS_INVALID',
    {
      subject: `The inputs of ${name}`,
      expected: 'satisfy their contract',
      received: `${violations.length} violation${more === 0 ? '' : 's'}`,
      remedy: `${more === 0 ? '' : 'First: '}${first.message}`,
    },
    { violations },
  );
}
