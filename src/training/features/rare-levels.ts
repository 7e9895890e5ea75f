import { PredictqlError } from '../../contract';
import type { Column } from '../column';
import { assertParameter } from '../parameter';
import { ofKind, type Selector } from '../selector';
import type { FittedTransform, Step, StepInput } from '../step';
import { countsOf, firstCode, slotsOf, unseenSlot } from './category-slots';
import { type CategoryTable, lookUp } from './category-table';
import { assertKinds } from './column-kinds';

export interface RareLevelsOptions {
  /** Default: every category column. */
  readonly columns?: Selector;
  /** Levels seen in fewer rows are rare; from 1, the default. */
  readonly minCount?: number;
  /** Levels seen in a smaller share of the rows are rare. Default 0.01, or 0 where minCount is given. */
  readonly minShare?: number;
  /** What the rare levels are called together. Default `rare`. */
  readonly label?: string;
}

interface Grouping {
  readonly categories: readonly string[];
  readonly table: CategoryTable;
  /** How many levels keep their names. */
  readonly kept: number;
  /** How many were seen and are rare. */
  readonly rare: number;
}

const unseenCode = -1;

/**
 * The rare levels of each category as one level, `rare`, the last of a new vocabulary. Values unseen when
 * fitted belong to it; where no level was rare there is none, and they stay unseen. Missing stays missing.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless minCount is at least 1 and minShare from 0 to 1
 */
export function rareLevels(options: RareLevelsOptions = {}): Step {
  const { columns = ofKind('category'), minCount = 1, label = 'rare' } = options;
  const { minShare = options.minCount === undefined ? 0.01 : 0 } = options;
  const owner = "step 'rare-levels'";
  assertParameter(owner, 'minCount', minCount, 'be at least 1', minCount >= 1);
  assertParameter(owner, 'minShare', minShare, 'be from 0 to 1', minShare >= 0 && minShare <= 1);
  return {
    name: 'rare-levels',
    columns,
    fit: (input) => fitRareLevels(input, Math.max(minCount, minShare * input.x.rows), label),
  };
}

function fitRareLevels({ x, columns }: StepInput, least: number, label: string): FittedTransform {
  assertKinds('rare-levels', columns, 'category');
  const groupings = columns.map((column, index) =>
    groupingOf(column, countsOf(slotsOf(x, index, column)), least, label),
  );
  return {
    outputs: columns.map((column, index) => ({ ...column, categories: groupings[index].categories })),
    emit: (graph, value) =>
      lookUp(
        graph,
        value,
        groupings.map(({ table }) => table),
      ),
    detail: {
      least,
      levels: Object.fromEntries(
        columns.map(({ name }, index) => [
          name,
          { kept: groupings[index].kept, rare: groupings[index].rare },
        ]),
      ),
    },
  };
}

function groupingOf(column: Column, counts: Int32Array, least: number, label: string): Grouping {
  const { name, categories = [] } = column;
  const count = (code: number) => counts[firstCode + code];
  const kept = [...categories.keys()].filter((code) => count(code) >= least);
  const rare = [...categories.keys()].filter((code) => count(code) > 0 && count(code) < least).length;
  const hasRare = rare > 0 || counts[unseenSlot] > 0;
  const names = kept.map((code) => categories[code]);
  if (hasRare && names.includes(label)) {
    throw new PredictqlError('STEP_UNFITTABLE', {
      subject: `Step 'rare-levels' on column '${name}'`,
      expected: 'call the rare levels what no frequent level is called',
      received: `'${label}'`,
      remedy: 'Give them another label.',
    });
  }
  const otherwise = hasRare ? kept.length : unseenCode;
  const known = new Array<number>(categories.length).fill(otherwise);
  for (const [place, code] of kept.entries()) known[code] = place;
  return {
    categories: hasRare ? [...names, label] : names,
    table: { missing: Number.NaN, unseen: otherwise, known },
    kept: kept.length,
    rare,
  };
}
