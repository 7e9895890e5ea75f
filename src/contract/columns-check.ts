import type { Columns } from './columns';
import type { Contract } from './contract';
import { errorMessage, type Violation } from './errors';
import { cellOf } from './row';
import { mostViolations } from './row-check';
import { shown } from './shown';
import { type CategorySpelling, type ValueRule, valueRuleOf } from './value-rule';

/** Whether columns keep a contract. */
export interface ColumnsCheck {
  /** How many rows the columns make: the length of the longest. */
  rowsOf(columns: Columns): number;
  /**
   * All the ways in which columns break the contract, feature by feature; none when they are fine.
   *
   * @param columns - lists of anything, by name
   * @param at - path of the columns themselves, such as `['columns']`
   */
  violations(columns: Columns, at?: readonly (string | number)[]): Violation[];
}

interface CompiledFeature {
  readonly name: string;
  readonly nullable: boolean;
  readonly subject: string;
  readonly rule: ValueRule;
}

type Report = (
  subject: string,
  path: readonly (string | number)[],
  breach: Pick<Violation, 'constraint' | 'expected' | 'received'>,
) => void;

/** Compiles the contract into a check of columns that come from outside. */
export function compileColumnsCheck(contract: Contract, spelling: CategorySpelling = 'value'): ColumnsCheck {
  const place = `${contract.model} v${contract.major}`;
  const features = contract.features.map((feature) => ({
    name: feature.name,
    nullable: feature.nullable,
    subject: `Feature '${feature.name}' of ${place}`,
    rule: valueRuleOf(feature, spelling),
  }));
  const known = new Set(features.map(({ name }) => name));

  function rowsOf(columns: Columns): number {
    return Math.max(0, ...features.map(({ name }) => cellOf(columns, name)?.length ?? 0));
  }

  function violations(columns: Columns, at: readonly (string | number)[] = []): Violation[] {
    const found: Violation[] = [];
    const report: Report = (subject, path, breach) => {
      if (found.length >= mostViolations) return;
      const { constraint, expected, received } = breach;
      const message = errorMessage({ subject, expected, received });
      found.push({ path: [...at, ...path], constraint, expected, received, message });
    };
    const rows = rowsOf(columns);
    for (const feature of features) checkColumn(feature, cellOf(columns, feature.name), rows, report);
    for (const name of Object.keys(columns)) {
      if (known.has(name)) continue;
      const expected = 'be a feature of the contract';
      report(`Field ${shown(name)} of ${place}`, [name], {
        constraint: 'unknown',
        expected,
        received: shown(name),
      });
    }
    return found;
  }

  return { rowsOf, violations };
}

function checkColumn(
  { name, nullable, subject, rule }: CompiledFeature,
  cells: Columns[string],
  rows: number,
  report: Report,
): void {
  if (cells === null || cells === undefined) {
    if (nullable) return;
    const received = cells === null ? 'null' : 'nothing';
    report(subject, [name], { constraint: 'required', expected: 'be a list of values', received });
    return;
  }
  if (cells.length !== rows) {
    const expected = `have as many values as the longest column, ${rows}`;
    report(subject, [name], { constraint: 'length', expected, received: String(cells.length) });
  }
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    if (cell === null || cell === undefined) {
      if (nullable) continue;
      const { expected } = rule;
      const received = cell === null ? 'null' : 'nothing';
      report(`${subject}, row ${row + 1}`, [name, row], { constraint: 'required', expected, received });
      continue;
    }
    const breach = rule.breach(cell);
    if (breach === undefined) continue;
    const { constraint, expected, at: element } = breach;
    const path = element === undefined ? [name, row] : [name, row, element];
    const received = shown(element === undefined ? cell : (cell as readonly unknown[])[element]);
    report(`${subject}, row ${row + 1}`, path, { constraint, expected, received });
  }
}
