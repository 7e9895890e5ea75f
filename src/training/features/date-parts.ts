import { listed, PredictqlError } from '../../contract';
import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { ofKind, type Selector } from '../selector';
import type { Step } from '../step';
import { calendarOf, type DatePart } from './calendar';
import { assertKinds } from './column-kinds';

export type { DatePart } from './calendar';

export interface DatePartsOptions {
  /** Default: every date column. */
  readonly columns?: Selector;
  /**
   * The parts to make, each once: `month` and `quarter` from 1, `dayOfWeek` from Monday, 1, to Sunday, 7,
   * `dayOfYear` from 1, `isWeekend` 0 or 1.
   */
  readonly parts: readonly DatePart[];
  /** Whether the dates stay beside their parts. Default false. */
  readonly keepDates?: boolean;
}

/**
 * Parts of dates, `sold year` and so on, in the Gregorian calendar; exact for the years 1 to 9999. The
 * parts of all columns come in the order asked for. Missing stays missing.
 *
 * @throws PredictqlError `PARAMETER_INVALID` when no part is wanted, or one twice
 */
export function dateParts({ columns = ofKind('date'), parts, keepDates = false }: DatePartsOptions): Step {
  if (parts.length === 0 || new Set(parts).size < parts.length) {
    throw new PredictqlError('PARAMETER_INVALID', {
      subject: "Parameter 'parts' of step 'date-parts'",
      expected: 'name parts, each once',
      received: listed(parts),
    });
  }
  return {
    name: 'date-parts',
    columns,
    fit({ columns: selected }) {
      assertKinds('date-parts', selected, 'date');
      return {
        outputs: parts.flatMap((part) =>
          selected.map((column) => derivedColumn(`${column.name} ${part}`, column)),
        ),
        keepsInputs: keepDates,
        emit: (graph, x) => operators.concatColumns(graph, parts.map(calendarOf(graph, x))),
        detail: { parts: [...parts] },
      };
    },
  };
}
