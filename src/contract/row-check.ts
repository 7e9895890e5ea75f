import type { Contract } from './contract';
import { errorMessage, type Violation } from './errors';
import { cellOf } from './row';
import { shown } from './shown';
import { type CategorySpelling, type ValueRule, valueRuleOf } from './value-rule';

export interface RowCheck {
  /**
   * All the ways in which rows break the contract, in row order.
   *
   * @param rows - anything; that it is a list of objects is part of the check
   * @param at - path of the list itself, such as `['inputs']`
   * @param most - stop after this many
   */
  violations(rows: unknown, at?: readonly (string | number)[], most?: number): Violation[];
  /** Whether no row breaks the contract; the fast answer for the usual case. */
  accepts(rows: unknown): boolean;
}

/** How many violations one answer lists; past that a client learns no more from another thousand. */
export const mostViolations = 1000;

interface CompiledFeature {
  readonly name: string;
  readonly subject: string;
  readonly nullable: boolean;
  readonly rule: ValueRule;
}

/** Compiles the contract into a check of rows that come from outside. */
export function compileRowCheck(contract: Contract, spelling: CategorySpelling = 'value'): RowCheck {
  const features = contract.features.map(
    (feature): CompiledFeature => ({
      name: feature.name,
      subject: `Feature '${feature.name}' of ${contract.model} v${contract.major}`,
      nullable: feature.nullable,
      rule: valueRuleOf(feature, spelling),
    }),
  );
  const known = new Set(features.map(({ name }) => name));

  function breaches(
    row: unknown,
    report: (breach: Omit<Violation, 'message'>, subject: string) => void,
  ): void {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      report(
        { path: [], constraint: 'type', expected: 'be an object of features', received: shown(row) },
        'A row',
      );
      return;
    }
    const cells = row as Readonly<Record<string, unknown>>;
    for (const { name, subject, nullable, rule } of features) {
      const value = cellOf(cells, name);
      if (value === null || value === undefined) {
        if (nullable) continue;
        const received = value === null ? 'null' : 'nothing';
        report({ path: [name], constraint: 'required', expected: rule.expected, received }, subject);
        continue;
      }
      const broken = rule.breach(value);
      if (broken === undefined) continue;
      const { at, constraint, expected } = broken;
      if (at === undefined) {
        report({ path: [name], constraint, expected, received: shown(value) }, subject);
      } else {
        const element = (value as readonly unknown[])[at];
        const place = `${subject}, element ${at + 1}`;
        report({ path: [name, at], constraint, expected, received: shown(element) }, place);
      }
    }
    for (const name of Object.keys(cells)) {
      if (known.has(name)) continue;
      report(
        {
          path: [name],
          constraint: 'unknown',
          expected: 'be a feature of the contract',
          received: shown(name),
        },
        `Field ${shown(name)} of ${contract.model} v${contract.major}`,
      );
    }
  }

  return {
    violations(rows, at = [], most = mostViolations) {
      if (!Array.isArray(rows)) return [noList(rows, at)];
      const found: Violation[] = [];
      for (let index = 0; index < rows.length && found.length < most; index++) {
        breaches(rows[index], (breach, subject) => {
          if (found.length >= most) return;
          found.push({
            ...breach,
            path: [...at, index, ...breach.path],
            message: errorMessage({ subject, expected: breach.expected, received: breach.received }),
          });
        });
      }
      return found;
    },
    accepts(rows) {
      if (!Array.isArray(rows)) return false;
      let fine = true;
      for (let index = 0; index < rows.length && fine; index++) {
        breaches(rows[index], () => {
          fine = false;
        });
      }
      return fine;
    },
  };
}

function noList(rows: unknown, path: readonly (string | number)[]): Violation {
  const breach = { expected: 'be a list of objects', received: shown(rows) };
  return { path, constraint: 'type', ...breach, message: errorMessage({ subject: 'The rows', ...breach }) };
}
