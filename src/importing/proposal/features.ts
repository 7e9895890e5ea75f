import { type Feature, featureNameOf, isIntegerDtype, type TensorInput } from '../../contract';
import type { Vocabulary } from '../../onnx';
import type { Inspection, ModelTensor } from '../protocol';
import { type Batch, rowShapeOf } from './batch';
import { categoriesOf } from './categories';
import { columnNames } from './column-names';
import { NameBook } from './name-book';

/** Wider rows are one list: a client would rather send that than name hundreds of fields. */
const mostColumns = 256;

/** Longer vocabularies are no enums, and belong to nobody's contract. */
const mostCategories = 200;

export interface FeatureProposal {
  readonly features: Feature[];
  readonly inputs: TensorInput[];
}

/**
 * Features for the inputs of a model: single values where an input is a table, one by one in its columns,
 * else a tensor.
 *
 * @param openAxis - the length of open axes where a tensor has several: only one can be told by a list
 */
export function proposeFeatures(inspection: Inspection, batch: Batch, openAxis: number): FeatureProposal {
  const names = new NameBook();
  const features: Feature[] = [];
  const inputs = inspection.inputs.map((input): TensorInput => {
    const own = columnSources(inspection, input, batch)?.map((source, column) =>
      columnFeature(
        input,
        names.take(source, featureNameOf, 'input'),
        source,
        vocabularyOf(inspection, input, column),
      ),
    ) ?? [tensorFeature(input, names.take(input.name, featureNameOf, 'input'), batch, openAxis)];
    features.push(...own);
    const { name, dtype, shape } = input;
    // Of an input whose axes are all open the likeliest is taken: rows of any length.
    const rank = shape?.length ?? (batch === 'none' ? 1 : 2);
    return { input: name, dtype, rank, features: own.map((feature) => feature.name) };
  });
  return { features, inputs };
}

/** What the columns of an input are called; undefined when it is no table. */
function columnSources(inspection: Inspection, input: ModelTensor, batch: Batch): string[] | undefined {
  const shape = rowShapeOf(input, batch);
  if (shape === undefined || shape.length > 1) return undefined;
  const [width = 1] = shape;
  if (width === 1) return [input.name];
  if (width === null || width > mostColumns || batch === 'none') return undefined;
  return columnNames(inspection, input.name, width);
}

function vocabularyOf(
  { vocabularies }: Inspection,
  { name }: ModelTensor,
  column: number,
): Vocabulary | undefined {
  return vocabularies.find((vocabulary) => vocabulary.input === name && vocabulary.column === column);
}

function columnFeature(
  { dtype }: ModelTensor,
  name: string,
  source: string,
  vocabulary: Vocabulary | undefined,
): Feature {
  const common = { name, source, nullable: false };
  if (dtype === 'bool') return { ...common, kind: 'boolean' };
  if (dtype === 'string') {
    const values = vocabulary?.values ?? [];
    const isEnum =
      values.length <= mostCategories && new Set(values.map((value) => value.trim())).size === values.length;
    return { ...common, kind: 'category', open: true, categories: isEnum ? categoriesOf(values) : [], dtype };
  }
  return { ...common, kind: 'number', integer: isIntegerDtype(dtype), ...(dtype !== 'float32' && { dtype }) };
}

function tensorFeature(input: ModelTensor, name: string, batch: Batch, openAxis: number): Feature {
  const shape = rowShapeOf(input, batch) ?? [null];
  const isFree = shape.filter((axis) => axis === null).length > 1;
  return {
    name,
    source: input.name,
    nullable: false,
    kind: 'tensor',
    dtype: input.dtype,
    shape: isFree ? shape.map((axis) => axis ?? openAxis) : shape,
  };
}
