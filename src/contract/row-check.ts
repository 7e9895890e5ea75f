import { daysSinceEpoch } from './calendar';
import type { Contract } from './contract';
import { errorMessage, type Violation } from './errors';
import type { CategoryFeature, DateFeature, Feature, NumberFeature } from './feature';
import { cellOf } from './row';
import { listed, shown } from './shown';
import { indexInVocabulary, vocabularyOf } from './vocabulary';

/** How rows spell their categories: as the data does, or by the names of the GraphQL enum. */
export type CategorySpelling = 'value' | 'name';

/** What one value breaks, or undefined when it is fine; it is never asked about a missing value. */
type ValueRule = (value: unknown) => { constraint: string; expected: string } | undefined;

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
  readonly expected: string;
  readonly rule: ValueRule;
}

/** Compiles the contract into a check of rows that come from outside. */
export function compileRowCheck(contract: Contract, spelling: CategorySpelling = 'value'): RowCheck {
  const features = contract.features.map((feature): CompiledFeature => {
    const { rule, expected } = ruleOf(feature, spelling);
    return {
      name: feature.name,
      subject: `Feature '${feature.name}' of ${contract.model} v${contract.major}`,
      nullable: feature.nullable,
      expected,
      rule,
    };
  });
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
    for (const { name, subject, nullable, expected, rule } of features) {
      const value = cellOf(cells, name);
      if (value === null || value === undefined) {
        if (nullable) continue;
        const received = value === null ? 'null' : 'nothing';
        report({ path: [name], constraint: 'required', expected, received }, subject);
        continue;
      }
      const broken = rule(value);
      if (broken !== undefined) report({ path: [name], ...broken, received: shown(value) }, subject);
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

function ruleOf(feature: Feature, spelling: CategorySpelling): { rule: ValueRule; expected: string } {
  switch (feature.kind) {
    case 'number':
      return numberRule(feature);
    case 'category':
      return categoryRule(feature, spelling);
    case 'boolean':
      return booleanRule();
    case 'date':
      return dateRule(feature);
    default:
      return feature satisfies never;
  }
}

function numberRule({ integer, min, max, missingValues = [] }: NumberFeature): ReturnType<typeof ruleOf> {
  const expected = integer ? 'be a whole number' : 'be a number';
  const missing = new Set(missingValues);
  return {
    expected,
    rule(value) {
      if (typeof value !== 'number') return { constraint: 'type', expected };
      if (!Number.isFinite(Math.fround(value))) {
        return { constraint: 'finite', expected: 'be a finite number within the range of float32' };
      }
      if (integer && !Number.isInteger(value)) return { constraint: 'integer', expected };
      if (missing.has(value)) return undefined;
      if (min !== undefined && value < min) return { constraint: 'min', expected: `be at least ${min}` };
      if (max !== undefined && value > max) return { constraint: 'max', expected: `be at most ${max}` };
      return undefined;
    },
  };
}

function categoryRule(
  { open, categories }: CategoryFeature,
  spelling: CategorySpelling,
): ReturnType<typeof ruleOf> {
  if (open) {
    const expected = 'be a text';
    return {
      expected,
      rule: (value) => (typeof value === 'string' ? undefined : { constraint: 'type', expected }),
    };
  }
  const texts = categories.map((category) => category[spelling]);
  // The encoder forgives spaces around a value; a name of an enum is exact.
  const vocabulary = vocabularyOf(categories);
  const names = new Set(texts);
  const isKnown = (text: string) =>
    spelling === 'value' ? indexInVocabulary(vocabulary, text) !== undefined : names.has(text);
  const expected = `be one of ${listed(texts.map((text) => (spelling === 'value' ? shown(text) : text)))}`;
  return {
    expected,
    rule(value) {
      if (typeof value !== 'string') return { constraint: 'type', expected };
      return isKnown(value) ? undefined : { constraint: 'enum', expected };
    },
  };
}

function booleanRule(): ReturnType<typeof ruleOf> {
  const expected = 'be true or false';
  return {
    expected,
    rule: (value) => (typeof value === 'boolean' ? undefined : { constraint: 'type', expected }),
  };
}

function dateRule({ min, max }: DateFeature): ReturnType<typeof ruleOf> {
  const expected = 'be a day written as YYYY-MM-DD';
  return {
    expected,
    rule(value) {
      if (typeof value !== 'string' || Number.isNaN(daysSinceEpoch(value)))
        return { constraint: 'type', expected };
      if (min !== undefined && value < min) return { constraint: 'min', expected: `be ${min} or later` };
      if (max !== undefined && value > max) return { constraint: 'max', expected: `be ${max} or earlier` };
      return undefined;
    },
  };
}
