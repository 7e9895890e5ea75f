import { PredictqlError, shown } from '../contract';
import type { DiscoveredTable } from '../data';
import { type Column, hasValues } from './column';
import { type Correlations, correlate } from './correlations';
import { observeTable } from './observe-column';
import { explainedShare } from './relation';
import { warningsOf } from './table-warnings';
import { type ObservedTarget, targetOf } from './target';
import type { Warning } from './warning';

/** What a table holds, ready to be shown. */
export interface TableProfile {
  readonly rowCount: number;
  readonly columns: readonly ProfiledColumn[];
  /** Rows that are the same as one before them. */
  readonly repeatedRows: number;
  readonly target?: ProfiledTarget;
  readonly correlations: Correlations;
  /** The gravest first. */
  readonly warnings: readonly Warning[];
  /** How the file was read, in sentences. */
  readonly remarks: readonly string[];
}

export interface ProfiledColumn {
  readonly column: Column;
  /** Share of the target that it explains by itself; not for the target, and not without one. */
  readonly share?: number;
}

export interface ProfiledTarget {
  /** Its place in the table. */
  readonly place: number;
  readonly observed: ObservedTarget;
}

export interface ProfileOptions {
  /** The column to predict, by its name. */
  readonly target?: string;
  /** How to predict it, when not as the column suggests. */
  readonly task?: ObservedTarget['task'];
}

/**
 * Looks at every column of a table, by itself and beside the target.
 *
 * @throws PredictqlError `INPUT_INVALID` when the target holds nothing
 */
export function profileTable(
  { table, remarks }: Pick<DiscoveredTable, 'table' | 'remarks'>,
  { target: targetName, task }: ProfileOptions = {},
): TableProfile {
  const { columns, repeatedRows } = observeTable(table);
  const target = targetName === undefined ? undefined : profiledTarget(columns, targetName, task);
  const profiled = columns.map((column, place): ProfiledColumn => {
    const isCompared = target !== undefined && place !== target.place && hasValues(column);
    return isCompared ? { column, share: explainedShare(column, target.observed) } : { column };
  });
  return {
    rowCount: table.rowCount,
    columns: profiled,
    repeatedRows,
    ...(target !== undefined && { target }),
    correlations: correlate(shownTogether(profiled, target)),
    warnings: warningsOf(profiled, repeatedRows, target),
    remarks,
  };
}

function profiledTarget(
  columns: readonly Column[],
  name: string,
  task: ObservedTarget['task'] | undefined,
): ProfiledTarget {
  const place = columns.findIndex((column) => column.name === name);
  const column = columns[place];
  if (column !== undefined && hasValues(column)) return { place, observed: targetOf(column, task) };
  throw new PredictqlError('INPUT_INVALID', {
    subject: `The target ${shown(name)}`,
    expected: 'be a column that holds something',
    received: column === undefined ? 'no such column' : 'nothing in any row',
  });
}

/** A heat map of more columns is too fine to read. */
const mostCorrelated = 40;

/** The columns that can be ordered; the target first, and of too many those that say most about it. */
function shownTogether(profiled: readonly ProfiledColumn[], target: ProfiledTarget | undefined) {
  const isTarget = ({ column }: ProfiledColumn) =>
    target !== undefined && column === profiled[target.place].column;
  const ordered = profiled.filter(
    ({ column }) => hasValues(column) && column.kind !== 'category' && column.distinct > 1,
  );
  const best = [...ordered]
    .sort((one, other) => (isTarget(one) ? -1 : isTarget(other) ? 1 : (other.share ?? 0) - (one.share ?? 0)))
    .slice(0, mostCorrelated);
  return ordered
    .filter((one) => best.includes(one))
    .sort((one, other) => Number(isTarget(other)) - Number(isTarget(one)))
    .map(({ column }) => column)
    .filter(hasValues);
}
