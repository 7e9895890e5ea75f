import { type Matrix, PredictqlError } from '../../contract';
import { floats, type GraphBuilder, operators, type Value } from '../../onnx';
import { type Column, derivedColumn } from '../column';
import { columnValues, median, mode } from '../column-statistics';
import { assertParameter } from '../parameter';
import { matching, type Selector } from '../selector';
import type { FittedTransform, Step, StepInput } from '../step';

export type ImputeStrategy = 'mean' | 'median' | 'mode' | { readonly constant: number };

export interface ImputeOptions {
  /** Default: every column that is no category. */
  readonly columns?: Selector;
  readonly strategy: ImputeStrategy;
  /** Adds a 0/1 column per column that had missing values when fitted. Default false. */
  readonly indicator?: boolean;
}

/**
 * Fills missing values with a number learned per column; means and medians are those of scikit-learn's
 * SimpleImputer, the mode is the smallest of the most frequent. The other columns pass unchanged.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless a constant is finite
 */
export function impute({ columns = notCategory, strategy, indicator = false }: ImputeOptions): Step {
  if (typeof strategy === 'object') {
    const { constant } = strategy;
    const fits = Number.isFinite(Math.fround(constant));
    assertParameter("step 'impute'", 'constant', constant, 'be a finite float32', fits);
  }
  return { name: 'impute', columns, fit: (input) => fitImpute(input, strategy, indicator) };
}

const notCategory = matching(({ kind }) => kind !== 'category');

function fitImpute({ x, columns }: StepInput, strategy: ImputeStrategy, indicator: boolean): FittedTransform {
  const fills = columns.map((column, index) => fillOf(x, index, column, strategy));
  const indicated = indicator ? [...columns.keys()].filter((index) => hasMissing(x, index)) : [];
  return {
    outputs: [
      ...columns,
      ...indicated.map((index) => derivedColumn(`${columns[index].name} missing`, columns[index])),
    ],
    emit(graph, value) {
      const filled = fill(graph, value, fills);
      if (indicated.length === 0) return filled;
      const missing = operators.isMissing(graph, operators.gatherColumns(graph, value, indicated));
      return operators.concatColumns(graph, [filled, operators.cast(graph, missing, 'float')]);
    },
    detail: {
      strategy,
      fills: Object.fromEntries(columns.map(({ name }, index) => [name, fills[index]])),
    },
  };
}

function fill(graph: GraphBuilder, x: Value, fills: readonly number[]): Value {
  const constant = graph.constant(floats(fills, [1, fills.length]));
  return operators.where(graph, operators.isMissing(graph, x), constant, x);
}

function fillOf(x: Matrix, index: number, { name }: Column, strategy: ImputeStrategy): number {
  if (typeof strategy === 'object') return Math.fround(strategy.constant);
  const values = columnValues(x, index);
  if (values.length === 0) {
    throw new PredictqlError('STEP_UNFITTABLE', {
      subject: `Step 'impute' on column '${name}'`,
      expected: `see a value to learn its ${strategy} from`,
      received: `${x.rows} missing values`,
      remedy: 'Drop the column, or impute it with a constant.',
    });
  }
  switch (strategy) {
    case 'mean':
      return Math.fround(values.reduce((sum, value) => sum + value, 0) / values.length);
    case 'median':
      return Math.fround(median(values));
    case 'mode':
      return mode(values);
    default:
      return strategy satisfies never;
  }
}

function hasMissing({ data, rows, columns }: Matrix, index: number): boolean {
  for (let row = 0; row < rows; row++) if (Number.isNaN(data[row * columns + index])) return true;
  return false;
}
