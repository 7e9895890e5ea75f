import type { Matrix } from '../../contract';
import { type GraphBuilder, operators, type Value } from '../../onnx';
import type { Column } from '../column';
import { columnValues, moments } from '../column-statistics';
import { centreAndScale } from '../features/centre-and-scale';
import { runTransform } from '../run-graph';

/** Which columns a network reads as numbers, which it looks up, and how. */
export interface InputPlan {
  readonly numbers: readonly {
    readonly position: number;
    readonly mean: number;
    readonly deviation: number;
  }[];
  /**
   * Each category column has slots of its own in one table of embeddings: one per category, then one for
   * unseen values and one for missing ones.
   */
  readonly categories: readonly {
    readonly position: number;
    readonly firstSlot: number;
    readonly categories: number;
  }[];
  /** Rows of the table. */
  readonly slots: number;
}

/** What a network reads of some rows. */
export interface NetworkInput {
  readonly rows: number;
  /** float32 [rows, numbers]: mean 0, deviation 1; undefined when there are no numbers */
  readonly numbers: Matrix | undefined;
  /** [rows, categories]: rows of the table; undefined when there are no categories */
  readonly slots: Matrix | undefined;
}

/** @param x - float32 [rows, columns]; NaN in category columns only */
export function planInput(x: Matrix, columns: readonly Column[]): InputPlan {
  const numbers: InputPlan['numbers'][number][] = [];
  const categories: InputPlan['categories'][number][] = [];
  let slots = 0;
  for (const [position, { kind, categories: vocabulary = [] }] of columns.entries()) {
    if (kind === 'category') {
      categories.push({ position, firstSlot: slots, categories: vocabulary.length });
      slots += vocabulary.length + 2;
    } else {
      const { mean, deviation } = scaleOf(columnValues(x, position));
      numbers.push({ position, mean, deviation });
    }
  }
  return { numbers, categories, slots };
}

/** Mean and deviation of numbers; of constant ones, or nearly so in float32, the deviation counts as 1. */
export function scaleOf(values: Float32Array | Float64Array): {
  readonly mean: number;
  readonly deviation: number;
  readonly isConstant: boolean;
} {
  const { mean, deviation } = moments(values);
  const isConstant = !(deviation > Math.abs(mean) * 1e-7);
  return { mean, deviation: isConstant ? 1 : deviation, isConstant };
}

/** The input of the network for the rows of a matrix, made by the nodes that serving will run. */
export async function networkInput(plan: InputPlan, x: Matrix): Promise<NetworkInput> {
  const { numbers, categories } = plan;
  return {
    rows: x.rows,
    numbers:
      numbers.length > 0
        ? await runTransform((graph, value) => emitNumbers(graph, value, plan), x)
        : undefined,
    slots:
      categories.length > 0
        ? await runTransform((graph, value) => emitSlots(graph, value, plan), x)
        : undefined,
  };
}

/**
 * Numbers in the scale of the network.
 *
 * @param x - float [N, columns]
 * @returns float [N, numbers]
 */
export function emitNumbers(graph: GraphBuilder, x: Value, { numbers }: InputPlan): Value {
  const taken = operators.gatherColumns(
    graph,
    x,
    numbers.map(({ position }) => position),
  );
  return centreAndScale(
    graph,
    taken,
    numbers.map(({ mean }) => mean),
    numbers.map(({ deviation }) => deviation),
  );
}

/**
 * Codes as rows of the table of embeddings.
 *
 * @param x - float [N, columns]
 * @returns float [N, categories], whole numbers
 */
export function emitSlots(graph: GraphBuilder, x: Value, { categories }: InputPlan): Value {
  const row = (numberOf: (column: InputPlan['categories'][number]) => number) =>
    operators.rowOf(graph, categories.map(numberOf));
  const codes = operators.gatherColumns(
    graph,
    x,
    categories.map(({ position }) => position),
  );
  const zero = operators.scalar(graph, 0);
  const unseen = row((column) => column.categories);
  const known = operators.where(
    graph,
    operators.less(graph, codes, zero),
    unseen,
    operators.minimum(graph, codes, unseen),
  );
  const missing = row((column) => column.categories + 1);
  const own = operators.where(graph, operators.isMissing(graph, codes), missing, known);
  return operators.add(
    graph,
    own,
    row(({ firstSlot }) => firstSlot),
  );
}
