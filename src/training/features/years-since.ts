import { type GraphBuilder, operators, type Value } from '../../onnx';
import { type Column, derivedColumn } from '../column';
import { assertParameter } from '../parameter';
import { positionOf } from '../selector';
import type { Step } from '../step';
import { assertKinds } from './column-kinds';

export interface YearsSinceOptions {
  /** Name of the new column. */
  readonly name: string;
  /** Column of dates, or of years as numbers, to count from. */
  readonly since: string;
  /** Column of dates or years to count to, or one year for every row. */
  readonly at: string | number;
}

/** The mean year of the Gregorian calendar: 146097 days in 400 years. */
const daysPerYear = 365.2425;

const epochYear = 1970;

/**
 * One more column: the years from `since` to `at`, such as the age of a house when it was sold; negative
 * where `since` is later. A year as a number stands for its beginning, and a date for 1970 and its days in
 * mean years, so years between dates are exact, and those between a date and a year within two days.
 * Missing where either is.
 *
 * @throws PredictqlError `PARAMETER_INVALID` when `at` is a year that is not finite
 */
export function yearsSince({ name, since, at }: YearsSinceOptions): Step {
  if (typeof at === 'number') {
    assertParameter("step 'years-since'", 'at', at, 'be a finite year', Number.isFinite(Math.fround(at)));
  }
  return {
    name: 'years-since',
    columns: (columns, step) =>
      (typeof at === 'number' ? [since] : [since, at]).map((column) => positionOf(columns, column, step)),
    fit({ columns }) {
      assertKinds('years-since', columns, 'number', 'date');
      return {
        outputs: [derivedColumn(name, ...columns)],
        keepsInputs: true,
        emit: (graph, x) => emitYears(graph, x, columns, at),
        detail: { name, since, at },
      };
    },
  };
}

function emitYears(graph: GraphBuilder, x: Value, columns: readonly Column[], at: string | number): Value {
  const areDates = columns.map(({ kind }) => kind === 'date');
  const parts = columns.map((_, index) => operators.gatherColumns(graph, x, [index]));
  if (areDates.every((isDate) => isDate) && columns.length === 2) {
    return inYears(graph, operators.subtract(graph, parts[1], parts[0]));
  }
  // Years count from the epoch only where a date is among them: small numbers keep more digits.
  const origin = areDates.some((isDate) => isDate) ? epochYear : 0;
  const years = parts.map((part, index) => {
    if (areDates[index]) return inYears(graph, part);
    return origin === 0 ? part : operators.subtract(graph, part, operators.scalar(graph, origin));
  });
  const end = typeof at === 'number' ? operators.scalar(graph, at - origin) : years[1];
  return operators.subtract(graph, end, years[0]);
}

function inYears(graph: GraphBuilder, days: Value): Value {
  return operators.divide(graph, days, operators.scalar(graph, daysPerYear));
}
