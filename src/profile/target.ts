import { type BooleanColumn, type CategoryColumn, type Level, truthTexts, type ValuedColumn } from './column';
import { ranksOf } from './ranks';

/** The column that a model shall predict, as what it is to be predicted. */
export type ObservedTarget = NumericTarget | ClassTarget;

export interface NumericTarget {
  readonly task: 'regression';
  /** float64 [rows], NaN where missing */
  readonly values: Float64Array;
  /** float64 [rows]: the rank of each, NaN where missing */
  readonly ranks: Float64Array;
}

export interface ClassTarget {
  readonly task: 'classification';
  /** float64 [rows]: index of the class, NaN where missing */
  readonly values: Float64Array;
  readonly classes: readonly Level[];
}

/**
 * What a column is as a target: numbers and days are to be estimated, texts and yes/no to be told apart. 0
 * and 1 count as yes/no.
 *
 * @param task - overrules that
 */
export function targetOf(column: ValuedColumn, task?: ObservedTarget['task']): ObservedTarget {
  const { values } = column;
  const isNumeric = column.kind === 'number' || column.kind === 'date';
  if ((task ?? (isNumeric ? 'regression' : 'classification')) === 'regression') {
    return { task: 'regression', values, ranks: ranksOf(values) };
  }
  return isNumeric ? numberClasses(values) : textClasses(column as CategoryColumn | BooleanColumn);
}

function textClasses(column: CategoryColumn | BooleanColumn): ClassTarget {
  if (column.kind === 'category') {
    return { task: 'classification', values: column.values, classes: column.levels };
  }
  const counts = [0, 0];
  for (const value of column.values) if (!Number.isNaN(value)) counts[value]++;
  const texts = truthTexts(column);
  const classes = counts.map((count, truth) => ({ text: texts[truth], count }));
  return { task: 'classification', values: column.values, classes };
}

function numberClasses(values: Float64Array): ClassTarget {
  const counts = new Map<number, number>();
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(([one], [other]) => one - other);
  const index = new Map(sorted.map(([value], position) => [value, position]));
  return {
    task: 'classification',
    values: values.map((value) => index.get(value) ?? Number.NaN),
    classes: sorted.map(([value, count]) => ({ text: String(value), count })),
  };
}
