import { PredictqlError, shown } from '../contract';
import type { DiscoveredTable } from '../data';
import { type Column, hasValues } from './column';
import { columnWarnings } from './column-warnings';
import { type Correlations, correlate } from './correlations';
import { observeTable } from './observe-column';
import { explainedShare } from './relation';
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
    warnings: [...tableWarnings(profiled, repeatedRows, target), ...allColumnWarnings(profiled, target)].sort(
      (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
    ),
    remarks,
  };
}

const severities: readonly Warning['severity'][] = ['high', 'medium', 'low'];

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

function allColumnWarnings(
  profiled: readonly ProfiledColumn[],
  target: ProfiledTarget | undefined,
): Warning[] {
  const seen = new Map<string, string>();
  return profiled.flatMap(({ column, share }, place) => {
    const isTarget = target?.place === place;
    const findings = isTarget
      ? targetWarnings(column, target.observed)
      : columnWarnings(column, target?.observed, share);
    const warnings = findings.map((finding): Warning => ({ ...finding, column: place }));
    if (!hasValues(column) || column.distinct === 1) return warnings;
    const twin = seen.get(column.fingerprint);
    seen.set(column.fingerprint, column.name);
    if (twin === undefined) return warnings;
    const text = `repeats ${shown(twin)} in every row`;
    return [...warnings, { severity: 'medium', topic: 'repeated column', column: place, text }];
  });
}

function tableWarnings(
  profiled: readonly ProfiledColumn[],
  repeatedRows: number,
  target: ProfiledTarget | undefined,
): Warning[] {
  const { column } = profiled[0];
  const rowCount = 'rowCount' in column ? column.rowCount : 0;
  const warnings: Warning[] = [];
  if (repeatedRows > 0) {
    const share = `${repeatedRows} row${repeatedRows === 1 ? ' is' : 's are'}`;
    warnings.push({
      severity: 'medium',
      topic: 'repeated rows',
      text: `${share} the same as one before: a holdout may hold rows that were learned`,
    });
  }
  if (target === undefined) return warnings;
  const { name } = profiled[target.place].column;
  const values = target.observed.values;
  const missing = values.filter((value) => Number.isNaN(value)).length;
  if (missing > 0 && rowCount > 0) {
    warnings.push({
      severity: missing > rowCount / 10 ? 'medium' : 'low',
      topic: 'rows without target',
      column: target.place,
      text: `is missing in ${missing} rows, from which ${shown(name)} cannot be learned`,
    });
  }
  return warnings;
}

/** A class with a smaller share than this is easily passed over. */
const smallClass = 0.05;

function targetWarnings(column: Column, observed: ObservedTarget): readonly Omit<Warning, 'column'>[] {
  const findings = columnWarnings(column, undefined, undefined).filter(
    ({ topic }) => topic !== 'missing' && topic !== 'identifier',
  );
  if (observed.task === 'regression') return findings;
  const total = observed.classes.reduce((sum, { count }) => sum + count, 0);
  const small = observed.classes.filter(({ count }) => count < smallClass * total);
  if (small.length === 0) return findings;
  const names = small.slice(0, 5).map(({ text, count }) => `${shown(text)} ${count}`);
  const rest = small.length > 5 ? ', ...' : '';
  return [
    ...findings.filter(({ topic }) => topic !== 'rare categories'),
    {
      severity: 'medium',
      topic: 'small classes',
      text: `has classes with few rows: ${names.join(', ')}${rest}`,
    },
  ];
}
