import {
  compileEncoder,
  compileRowCheck,
  type Encoder,
  type Manifest,
  mostViolations,
  type Prediction,
  PredictqlError,
  type Row,
  type RowCheck,
  type Violation,
} from '../contract';
import type { Registry } from '../registry';
import { assertGolden } from './golden-check';
import { assertSound } from './prediction-check';
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
    assertGolden(manifest, golden, await predictor.#run(golden.rows));
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
    const prediction = await this.#run(rows);
    assertSound(this.name, prediction);
    return prediction;
  }

  #run(rows: readonly Row[]): Promise<Prediction> {
    return this.#session.run(this.#encode(rows));
  }
}

/**
 * The error that carries all violations of a request.
 *
 * @param name - whose contract they break: `house-price@1.3.0`, `house-price v1`
 * @param violations - at least one
 */
export function rowsInvalid(name: string, violations: readonly Violation[]): PredictqlError {
  const [first] = violations;
  const count = violations.length;
  // The check stops there: the rest is not known.
  const atLeast = count >= mostViolations ? 'at least ' : '';
  return new PredictqlError(
    'ROWS_INVALID',
    {
      subject: `The inputs of ${name}`,
      expected: 'satisfy their contract',
      received: `${atLeast}${count} violation${count === 1 ? '' : 's'}`,
      remedy: `${count === 1 ? '' : 'First: '}${first.message}`,
    },
    { violations },
  );
}
