import { floats, type GraphBuilder, operators, type Value } from '../../onnx';

/** What a category column becomes, code by code. */
export interface CategoryTable {
  /** For a missing value. */
  readonly missing: number;
  /** For a value outside the vocabulary. */
  readonly unseen: number;
  /** For each code of the vocabulary. */
  readonly known: readonly number[];
}

const missingSlot = -2;
const unseenSlot = -1;

/**
 * Looks every category code up in its column's table, all columns in one Gather.
 *
 * @param x - float [N, tables] of codes; NaN is missing, whatever is no code of the vocabulary unseen
 * @returns float [N, tables]
 */
export function lookUp(graph: GraphBuilder, x: Value, tables: readonly CategoryTable[]): Value {
  const row = (values: readonly number[]) => graph.constant(floats(values, [1, values.length]));
  const scalar = (value: number) => graph.constant(floats([value], []));
  const flat: number[] = [];
  const offsets = tables.map(({ missing, unseen, known }) => {
    const offset = flat.length - missingSlot;
    flat.push(missing, unseen, ...known);
    return offset;
  });
  // The code nearest below within the vocabulary: a value is a code when that is the value itself.
  const atLeastFirst = operators.maximum(graph, operators.floor(graph, x), scalar(0));
  const nearest = operators.minimum(graph, atLeastFirst, row(tables.map(({ known }) => known.length - 1)));
  const isKnown = operators.equal(graph, nearest, x);
  const otherwise = operators.where(
    graph,
    operators.isMissing(graph, x),
    scalar(missingSlot),
    scalar(unseenSlot),
  );
  const slots = operators.add(graph, operators.where(graph, isKnown, x, otherwise), row(offsets));
  return operators.gatherElements(graph, graph.constant(floats(flat)), operators.cast(graph, slots, 'int64'));
}
