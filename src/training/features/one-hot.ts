import { floats, operators } from '../../onnx';
import { type Column, derivedColumn } from '../column';
import { assertParameter } from '../parameter';
import { ofKind, type Selector } from '../selector';
import type { FittedStep, Step, StepInput } from '../step';
import { type CategoryTable, lookUp } from './category-table';

export interface OneHotOptions {
  /** Default: every category column. */
  readonly columns?: Selector;
  /** Levels seen in fewer rows share one column, which unseen values then also get; from 1, the default. */
  readonly minCount?: number;
}

/** One column of 0/1 per level. */
interface Levels {
  readonly table: CategoryTable;
  /** What each adds to the column's name; a level called `rare` stays apart from the rare levels. */
  readonly suffixes: readonly string[];
}

const noLevel = -1;

/**
 * A 0/1 column for each level of a category, `roof=Gable`. Rare levels share the column `roof rare`; a
 * value unseen when fitted gets that one too, or all zeros where no level was rare; missing gets the
 * column `roof missing`, or all zeros where none was missing. Like scikit-learn's OneHotEncoder with
 * `min_frequency` and `handle_unknown="infrequent_if_exist"`, which however calls missing values rare when
 * they are few, and unseen when there were none.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless minCount is a number from 1
 */
export function oneHot({ columns = ofKind('category'), minCount = 1 }: OneHotOptions = {}): Step {
  assertParameter("step 'one-hot'", 'minCount', minCount, 'be at least 1', minCount >= 1);
  return { name: 'one-hot', columns, fit: (input) => fitOneHot(input, minCount) };
}

function fitOneHot({ x, columns }: StepInput, minCount: number): FittedStep {
  const levels = columns.map((column, index) => levelsOf(column, codeCounts(x, index, column), minCount));
  const sources = levels.flatMap(({ suffixes }, index) => suffixes.map(() => index));
  const slots = levels.flatMap(({ suffixes }) => suffixes.map((_, slot) => slot));
  const detail = {
    minCount,
    levels: Object.fromEntries(columns.map(({ name }, i) => [name, levels[i].suffixes.length])),
  };
  // Columns that never had a value leave nothing behind.
  if (slots.length === 0) return { kept: [], detail };
  return {
    outputs: levels.flatMap(({ suffixes }, index) =>
      suffixes.map((suffix) => derivedColumn(`${columns[index].name}${suffix}`, columns[index])),
    ),
    emit(graph, value) {
      const found = lookUp(
        graph,
        value,
        levels.map(({ table }) => table),
      );
      const spread = operators.gatherColumns(graph, found, sources);
      const wanted = graph.constant(floats(slots, [1, slots.length]));
      return operators.cast(graph, operators.equal(graph, spread, wanted), 'float');
    },
    detail,
  };
}

interface CodeCounts {
  readonly missing: number;
  readonly unseen: number;
  readonly known: Int32Array;
}

function codeCounts(
  { data, rows, columns }: StepInput['x'],
  index: number,
  { categories = [] }: Column,
): CodeCounts {
  const known = new Int32Array(categories.length);
  let missing = 0;
  let unseen = 0;
  for (let row = 0; row < rows; row++) {
    const code = data[row * columns + index];
    if (Number.isNaN(code)) missing++;
    else if (code in known) known[code]++;
    else unseen++;
  }
  return { missing, unseen, known };
}

function levelsOf(
  { categories = [] }: Column,
  { missing, unseen, known }: CodeCounts,
  minCount: number,
): Levels {
  const suffixes: string[] = [];
  const slots = Array.from(known, (count, code) => {
    if (count < minCount) return undefined;
    return suffixes.push(`=${categories[code]}`) - 1;
  });
  const hasRare = unseen > 0 || known.some((count) => count > 0 && count < minCount);
  const rare = hasRare ? suffixes.push(' rare') - 1 : noLevel;
  return {
    table: {
      missing: missing > 0 ? suffixes.push(' missing') - 1 : noLevel,
      unseen: rare,
      known: slots.map((slot) => slot ?? rare),
    },
    suffixes,
  };
}
