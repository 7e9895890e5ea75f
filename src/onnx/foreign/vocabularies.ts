import type { GraphProto, NodeProto } from '../gen/onnx_pb';
import { constantTexts } from './constant-texts';
import { nodeAttribute, stringsOf, wholeNumbersOf } from './node-attribute';

/** What a column of an input is looked up in: texts, or whole numbers as decimal texts. */
export interface Vocabulary {
  readonly input: string;
  /** Which column of the input, from 0. */
  readonly column: number;
  readonly values: readonly string[];
}

type Column = Pick<Vocabulary, 'input' | 'column'>;

/** Operators whose result has the columns of their first input. */
const passing = new Set([
  'Identity',
  'Cast',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
  'StringNormalizer',
  'Imputer',
]);

/** The attributes in which operators keep the values that they know. */
const vocabularyAttributes: Readonly<Record<string, readonly string[]>> = {
  OneHotEncoder: ['cats_strings', 'cats_int64s'],
  LabelEncoder: ['keys_strings', 'keys_int64s'],
  CategoryMapper: ['cats_strings'],
};

/**
 * The values that encoders at the beginning of a graph know for the columns of its inputs. Columns are
 * followed from the inputs through what exporters put between: joins, choices of columns, casts.
 *
 * @param widths - number of columns of each input that is a table
 */
export function vocabularies(graph: GraphProto, widths: ReadonlyMap<string, number>): readonly Vocabulary[] {
  const columns = new Map<string, readonly Column[]>();
  for (const [input, width] of widths) {
    columns.set(
      input,
      Array.from({ length: width }, (_, column) => ({ input, column })),
    );
  }
  const found = new Map<string, Vocabulary>();
  for (const node of graph.node) {
    const read = node.input.map((name) => columns.get(name));
    const [first] = read;
    if (first === undefined) continue;
    const passed = passedColumns(graph, node, first, read);
    if (passed !== undefined) columns.set(node.output[0], passed);
    const values = valuesKnown(node);
    if (values.length === 0) continue;
    for (const column of first) {
      const key = JSON.stringify([column.input, column.column]);
      if (!found.has(key)) found.set(key, { ...column, values });
    }
  }
  return [...found.values()];
}

function passedColumns(
  graph: GraphProto,
  node: NodeProto,
  first: readonly Column[],
  read: readonly (readonly Column[] | undefined)[],
): readonly Column[] | undefined {
  if (passing.has(node.opType)) return first;
  if (node.opType === 'Concat') {
    return read.every((list) => list !== undefined) ? read.flat() : undefined;
  }
  if (node.opType === 'ArrayFeatureExtractor' || node.opType === 'Gather') {
    const picked = constantTexts(graph, node.input[1])?.map((index) => first[Number(index)]);
    return picked?.every((column) => column !== undefined) ? picked : undefined;
  }
  return undefined;
}

function valuesKnown(node: NodeProto): readonly string[] {
  for (const name of vocabularyAttributes[node.opType] ?? []) {
    const attribute = nodeAttribute(node, name);
    const values = name.endsWith('_strings') ? stringsOf(attribute) : wholeNumbersOf(attribute);
    if (values.length > 0) return values;
  }
  return [];
}
