import {
  type Contract,
  compileRowCheck,
  type Manifest,
  PredictqlError,
  type Row,
  type RowCheck,
  type Violation,
} from '../contract';
import { type Predictor, rowsInvalid } from '../runtime';

/**
 * Says what is wrong with rows in the words of clients. A version may know fewer categories than the newest
 * contract of its major, from which the enums are made: its own check spells them as the data does, clients
 * know their names.
 */
export class RefusalExplainer {
  readonly #namesOf: readonly (readonly [string, ReadonlyMap<string, string>])[];
  readonly #checks = new WeakMap<Manifest, RowCheck>();

  /** @param contract - the newest of its major */
  constructor({ features }: Contract) {
    this.#namesOf = features.flatMap((feature) =>
      feature.kind === 'category' && !feature.open
        ? [[feature.name, new Map(feature.categories.map(({ name, value }) => [value, name]))] as const]
        : [],
    );
  }

  /** The error of a prediction as clients understand it. */
  explained(error: unknown, predictor: Predictor, rows: readonly Row[]): unknown {
    if (!(error instanceof PredictqlError && error.code === 'ROWS_INVALID')) return error;
    const violations = this.#check(predictor).violations(
      rows.map((row) => this.#named(row)),
      ['inputs'],
    );
    return violations.length === 0 ? error : rowsInvalid(predictor.name, violations);
  }

  /** What is wrong with each row that a version refuses, by its place. */
  violations(predictor: Predictor, rows: readonly Row[]): ReadonlyMap<number, readonly Violation[]> {
    const broken = new Map<number, readonly Violation[]>();
    for (const [at, row] of rows.entries()) {
      if (predictor.accepts(row)) continue;
      const found = this.#check(predictor).violations([this.#named(row)]);
      broken.set(
        at,
        found.map((violation) => ({ ...violation, path: ['inputs', at, ...violation.path.slice(1)] })),
      );
    }
    return broken;
  }

  #check({ manifest }: Predictor): RowCheck {
    const known = this.#checks.get(manifest);
    if (known !== undefined) return known;
    const check = compileRowCheck(manifest.contract, 'name');
    this.#checks.set(manifest, check);
    return check;
  }

  #named(row: Row): Row {
    const cells = { ...row };
    for (const [feature, names] of this.#namesOf) {
      const cell = cells[feature];
      if (typeof cell === 'string') cells[feature] = names.get(cell) ?? cell;
    }
    return cells;
  }
}
