import { shown } from '../contract';
import { type Column, hasValues } from './column';
import { columnWarnings } from './column-warnings';
import type { ProfiledColumn, ProfiledTarget } from './table-profile';
import type { ObservedTarget } from './target';
import type { Warning } from './warning';

const severities: readonly Warning['severity'][] = ['high', 'medium', 'low'];

/** All that somebody should look at, the gravest first. */
export function warningsOf(
  profiled: readonly ProfiledColumn[],
  repeatedRows: number,
  target: ProfiledTarget | undefined,
): readonly Warning[] {
  const warnings = [...tableWarnings(profiled, repeatedRows, target), ...columnsWarnings(profiled, target)];
  return warnings.sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}

function columnsWarnings(profiled: readonly ProfiledColumn[], target: ProfiledTarget | undefined): Warning[] {
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
