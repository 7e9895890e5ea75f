import { type Contract, compileRowCheck, PredictqlError, type Row } from '../contract';
import { type Predictor, rowsInvalid } from '../runtime';

/** The error of a prediction as clients understand it. */
export type RefusalExplainer = (error: unknown, predictor: Predictor, rows: readonly Row[]) => unknown;

/**
 * A version may know fewer categories than the newest contract of its major, from which the enums are made.
 * Its refusal spells them as the data does; clients know their names.
 *
 * @param contract - the newest of its major
 */
export function createRefusalExplainer({ features }: Contract): RefusalExplainer {
  const namesOf = features.flatMap((feature) =>
    feature.kind === 'category' && !feature.open
      ? [[feature.name, new Map(feature.categories.map(({ name, value }) => [value, name]))] as const]
      : [],
  );
  return (error, { manifest, name }, rows) => {
    if (!(error instanceof PredictqlError && error.code === 'ROWS_INVALID')) return error;
    const named = rows.map((row) => {
      const cells = { ...row };
      for (const [feature, names] of namesOf) {
        const cell = cells[feature];
        if (typeof cell === 'string') cells[feature] = names.get(cell) ?? cell;
      }
      return cells;
    });
    const violations = compileRowCheck(manifest.contract, 'name').violations(named, ['inputs']);
    return violations.length === 0 ? error : rowsInvalid(name, violations);
  };
}
