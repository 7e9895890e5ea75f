import { assertModelName, listed, PredictqlError, shown } from '../contract';
import { type DiscoveredTable, findColumn } from '../data';
import { type Column, type ObservedTarget, observeTable } from '../profile';
import type { FeaturePlan } from './feature-plan';
import { NameGiver } from './names';
import { planFeature } from './plan-feature';
import { planTarget } from './plan-target';
import { definitionText, type PlannedFeature } from './write-definition';

export interface ScaffoldOptions {
  /** The column to predict. */
  readonly target: string;
  /** The name of the model. */
  readonly name: string;
  /** Regression or classification, when not what the column suggests. */
  readonly task?: ObservedTarget['task'];
  /** The path of the data as the definition shall say it. */
  readonly dataPath: string;
}

/** A definition file that nobody has written yet. */
export interface Scaffold {
  /** The whole file. */
  readonly text: string;
  readonly task: ObservedTarget['task'];
  /** Rows that can be learned from. */
  readonly rows: number;
  readonly features: readonly { readonly name: string; readonly source: string; readonly kind: string }[];
  /** Columns that no feature reads. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  /** What else somebody should know, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * Writes a definition that trains as it stands on a table of which nothing is known.
 *
 * @throws PredictqlError `NAME_INVALID` for the name of the model, `COLUMN_MISSING` for the target,
 *   `INPUT_INVALID` when the target cannot be predicted or no column is of use
 */
export function scaffold({ source, table, remarks }: DiscoveredTable, options: ScaffoldOptions): Scaffold {
  assertModelName(options.name);
  const targetName = findColumn(table, options.target);
  const { columns } = observeTable(table);
  const [targetColumn] = columns.filter(({ name }) => name === targetName);
  const target = planTarget(targetColumn, table.column(targetName), options.task);
  const names = new NameGiver();
  const features: PlannedFeature[] = [];
  const leftOut: { column: string; reason: string }[] = [];
  const seen = new Map<string, string>(fingerprintOf(targetColumn, 'the target'));
  for (const [place, column] of columns.entries()) {
    if (column === targetColumn) continue;
    const plan = planOnce(column, target.observed, seen);
    if (plan.use === 'none') leftOut.push({ column: column.name, reason: plan.reason });
    else features.push({ name: names.feature(column.name, place), plan });
  }
  if (features.length === 0) {
    throw new PredictqlError('INPUT_INVALID', {
      subject: shown(source.path),
      expected: 'have a column to predict the target from',
      received: listed(leftOut.map(({ column, reason }) => `${shown(column)}: ${reason}`)),
      remedy: 'Bring other columns, or write the definition by hand.',
    });
  }
  return {
    text: definitionText({ source, options, target, features, leftOut, remarks }),
    task: target.observed.task,
    rows: target.rows,
    features: features.map(({ name, plan }) => ({ name, source: plan.column.name, kind: plan.kind })),
    leftOut,
    remarks: [
      ...remarks,
      ...target.remarks,
      ...features.flatMap(({ plan }) =>
        plan.remarks.map((remark) => `${shown(plan.column.name)}: ${remark}`),
      ),
    ],
  };
}

/** A column that repeats another one adds nothing but work for whoever sends it. */
function planOnce(column: Column, target: ObservedTarget, seen: Map<string, string>): FeaturePlan {
  for (const [fingerprint, owner] of fingerprintOf(column, shown(column.name))) {
    const other = seen.get(fingerprint);
    if (other !== undefined) return { use: 'none', reason: `it repeats ${other} in every row` };
    seen.set(fingerprint, owner);
  }
  return planFeature(column, target);
}

function fingerprintOf(column: Column, owner: string): [fingerprint: string, owner: string][] {
  // Columns that are the same in every row are left out for that reason.
  return 'fingerprint' in column && column.distinct > 1 ? [[column.fingerprint, owner]] : [];
}
