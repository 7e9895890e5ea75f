import { PredictqlError } from '../../contract';
import { derivedColumn } from '../column';
import { ofKind, type Selector } from '../selector';
import type { Step, TrainingTarget } from '../step';
import { countsOf, firstCode, type Slots, slotsOf } from './category-slots';
import { type CategoryTable, lookUp } from './category-table';
import { assertKinds } from './column-kinds';

export interface OrdinalByTargetOptions {
  /** Default: every category column. */
  readonly columns?: Selector;
}

/**
 * Levels as numbers in the order of their mean target, the lowest 0; of equals the first of the vocabulary
 * comes first. Missing stays missing, and levels that had no row when fitted become missing, so an impute
 * may follow. A level of few rows gets a place that its own targets decide: group such levels with
 * {@link rareLevels} first. For numbers and two classes.
 */
export function ordinalByTarget({ columns = ofKind('category') }: OrdinalByTargetOptions = {}): Step {
  return {
    name: 'ordinal-by-target',
    columns,
    fit({ x, columns: selected, target }) {
      assertKinds('ordinal-by-target', selected, 'category');
      assertOrdered(target);
      const tables = selected.map((column, index) => rankTable(slotsOf(x, index, column), target.values));
      return {
        outputs: selected.map((column) => derivedColumn(column.name, column)),
        emit: (graph, value) => lookUp(graph, value, tables),
        detail: {
          ranked: Object.fromEntries(
            selected.map(({ name }, index) => [
              name,
              tables[index].known.filter((rank) => !Number.isNaN(rank)).length,
            ]),
          ),
        },
      };
    },
  };
}

function assertOrdered({ classes }: TrainingTarget): void {
  if (classes <= 2) return;
  throw new PredictqlError('STEP_UNFITTABLE', {
    subject: "Step 'ordinal-by-target'",
    expected: 'see a number or two classes as target',
    received: `${classes} classes`,
    remedy: 'Use target-encode, which makes a column for each class.',
  });
}

function rankTable(slots: Slots, target: Float64Array): CategoryTable {
  const counts = countsOf(slots).subarray(firstCode);
  const sums = new Float64Array(counts.length);
  for (const [row, slot] of slots.ofRow.entries()) {
    if (slot >= firstCode) sums[slot - firstCode] += target[row];
  }
  const means = sums.map((sum, code) => sum / counts[code]);
  const known = new Array<number>(counts.length).fill(Number.NaN);
  const seen = [...counts.keys()].filter((code) => counts[code] > 0);
  for (const [rank, code] of seen.sort((a, b) => means[a] - means[b] || a - b).entries()) known[code] = rank;
  return { missing: Number.NaN, unseen: Number.NaN, known };
}
