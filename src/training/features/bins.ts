import { floats, type GraphBuilder, operators, type Value } from '../../onnx';
import { type Column, derivedColumn } from '../column';
import { quantiles } from '../column-statistics';
import { float32AtLeast } from '../float32';
import { assertParameter } from '../parameter';
import type { Selector } from '../selector';
import type { FittedTransform, Step } from '../step';
import { finiteValues } from './finite-values';

export interface BinsOptions {
  readonly columns: Selector;
  /** Most bins of a column; from 2. */
  readonly count: number;
  /** Bins of equal width between the smallest and the largest value, or of equally many rows, the default. */
  readonly by?: 'width' | 'quantile';
  /** The bin's number from 0, the default, or a 0/1 column per bin, `area bin 0`. */
  readonly output?: 'number' | 'one-hot';
}

/**
 * Values as the bins they fall into, each up to and without the next edge; the first and the last have no
 * end. Quantiles that coincide make fewer bins. Missing stays missing as a number, and is 0 in every column
 * of a one-hot. scikit-learn's KBinsDiscretizer with `strategy` uniform, or quantile and `quantile_method`
 * linear.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless count is a whole number from 2
 */
export function bins({ columns, count, by = 'quantile', output = 'number' }: BinsOptions): Step {
  const isCount = Number.isInteger(count) && count >= 2;
  assertParameter("step 'bins'", 'count', count, 'be a whole number from 2', isCount);
  return {
    name: 'bins',
    columns,
    fit(input) {
      const edges = input.columns.map((_, index) =>
        innerEdges(finiteValues('bins', input, index), count, by),
      );
      const fitted = (output === 'number' ? numbered : oneHotted)(input.columns, edges);
      const detail = {
        by,
        edges: Object.fromEntries(input.columns.map(({ name }, index) => [name, edges[index]])),
      };
      return { ...fitted, detail };
    },
  };
}

/** Per column, ascending float32 edges between its bins. */
type Edges = readonly (readonly number[])[];

function innerEdges(values: Float32Array, count: number, by: 'width' | 'quantile'): number[] {
  const steps = Array.from({ length: count + 1 }, (_, step) => step);
  const [low, high] = quantiles(values, [0, 1]);
  const edges =
    by === 'width'
      ? steps.map((step) => (step === count ? high : low + step * ((high - low) / count)))
      : quantiles(
          values,
          steps.map((step) => step / count),
        );
  // Both ends count among the edges that coincide: a bin of no width is none.
  const distinct = edges.filter((edge, at) => at === 0 || edge > edges[at - 1]);
  return [...new Set(distinct.slice(1, -1).map(float32AtLeast))];
}

function numbered(columns: readonly Column[], edges: Edges): FittedTransform {
  return {
    outputs: columns.map((column) => derivedColumn(column.name, column)),
    emit: (graph, x) => binNumbers(graph, x, edges),
  };
}

function oneHotted(columns: readonly Column[], edges: Edges): FittedTransform {
  const sources = edges.flatMap((inner, index) => new Array<number>(inner.length + 1).fill(index));
  const numbers = edges.flatMap((inner) => [...new Array(inner.length + 1).keys()]);
  return {
    outputs: sources.map((source, at) =>
      derivedColumn(`${columns[source].name} bin ${numbers[at]}`, columns[source]),
    ),
    emit(graph, x) {
      const spread = operators.gatherColumns(graph, binNumbers(graph, x, edges), sources);
      const isIn = operators.equal(graph, spread, operators.rowOf(graph, numbers));
      return operators.cast(graph, isIn, 'float');
    },
  };
}

/** How many edges each value has reached: float [N, columns]. */
function binNumbers(graph: GraphBuilder, x: Value, edges: Edges): Value {
  const most = Math.max(1, ...edges.map(({ length }) => length));
  // What no value reaches fills up the columns that have fewer edges.
  const padded = edges.flatMap((inner) => Array.from({ length: most }, (_, at) => inner[at] ?? Number.NaN));
  const table = graph.constant(floats(padded, [1, edges.length, most]));
  const reached = operators.greaterOrEqual(graph, operators.withLastAxis(graph, x), table);
  const numbers = operators.sumOfLastAxis(graph, operators.cast(graph, reached, 'float'));
  return operators.where(graph, operators.isMissing(graph, x), x, numbers);
}
