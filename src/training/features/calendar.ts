import { type GraphBuilder, operators, type Value } from '../../onnx';

/** What can be told of a day. */
export type DatePart = 'year' | 'month' | 'day' | 'dayOfWeek' | 'dayOfYear' | 'quarter' | 'isWeekend';

/** Days from 0000-03-01 to 1970-01-01: years that begin in March have their leap day last. */
const daysBeforeEpoch = 719_468;
const daysPerCentury = 36_524.25;
const daysPerYear = 365.25;
/** Of the months from March on, 31 and 30 days in turn but for July and August, and December and January. */
const daysPerMonth = 30.6;
/** Days of a year before its January, counted from March. */
const daysToJanuary = 306;

/**
 * Parts of days since 1970-01-01 in the proleptic Gregorian calendar, after Neri and Schneider, Euclidean
 * affine functions and their application to calendar algorithms (Software: Practice and Experience 53(4),
 * 2023), in float32. Every sum is a multiple of 1/4 below 2^22 and every quotient further from a whole
 * number than its rounding, so the parts are exact for years 1 to 9999; the values of other days are of
 * no use. NaN stays NaN, and a day's fraction counts for nothing.
 *
 * @param days - float [N, columns]
 * @returns a function from a part to float [N, columns]; what two parts need is in the graph once
 */
export function calendarOf(graph: GraphBuilder, days: Value): (part: DatePart) => Value {
  const number = (value: number) => operators.scalar(graph, value);
  const plus = (x: Value, value: number) => operators.add(graph, x, number(value));
  const times = (x: Value, value: number) => operators.multiply(graph, x, number(value));
  const minus = (x: Value, y: Value) => operators.subtract(graph, x, y);
  const whole = (x: Value) => operators.floor(graph, x);
  const wholeQuotient = (x: Value, divisor: number) => whole(operators.divide(graph, x, number(divisor)));

  const day = once(() => plus(whole(days), daysBeforeEpoch));
  const century = once(() => wholeQuotient(plus(day(), 0.75), daysPerCentury));
  const dayOfCentury = once(() => minus(day(), whole(times(century(), daysPerCentury))));
  const yearOfCentury = once(() => wholeQuotient(plus(dayOfCentury(), 0.75), daysPerYear));
  const dayFromMarch = once(() => minus(dayOfCentury(), whole(times(yearOfCentury(), daysPerYear))));
  const monthFromMarch = once(() => wholeQuotient(plus(dayFromMarch(), 0.5), daysPerMonth));
  const isNextYear = once(() => operators.greaterOrEqual(graph, dayFromMarch(), number(daysToJanuary)));
  const nextYear = once(() => operators.cast(graph, isNextYear(), 'float'));
  const dayFromMonday = once(() => operators.remainder(graph, plus(day(), 2), number(7)));

  const parts: Readonly<Record<DatePart, () => Value>> = {
    year: () =>
      operators.add(graph, operators.add(graph, times(century(), 100), yearOfCentury()), nextYear()),
    month: once(() => minus(plus(monthFromMarch(), 3), times(nextYear(), 12))),
    day: () => plus(minus(dayFromMarch(), whole(plus(times(monthFromMarch(), daysPerMonth), 0.5))), 1),
    dayOfWeek: () => plus(dayFromMonday(), 1),
    dayOfYear() {
      // The year of a century's first is a leap year by its century.
      const isCentury = operators.equal(graph, yearOfCentury(), number(0));
      const counted = operators.where(graph, isCentury, century(), yearOfCentury());
      const isLeap = operators.equal(graph, operators.remainder(graph, counted, number(4)), number(0));
      const february = plus(operators.cast(graph, isLeap, 'float'), 60);
      const fromJanuary = plus(dayFromMarch(), 1 - daysToJanuary);
      return operators.where(
        graph,
        isNextYear(),
        fromJanuary,
        operators.add(graph, dayFromMarch(), february),
      );
    },
    quarter: () => wholeQuotient(plus(parts.month(), 2), 3),
    isWeekend() {
      const isWeekend = operators.greaterOrEqual(graph, dayFromMonday(), number(5));
      const missing = operators.isMissing(graph, days);
      return operators.where(graph, missing, days, operators.cast(graph, isWeekend, 'float'));
    },
  };
  return (part) => parts[part]();
}

function once(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
