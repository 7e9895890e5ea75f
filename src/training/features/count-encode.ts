import { derivedColumn } from '../column';
import { ofKind, type Selector } from '../selector';
import type { Step } from '../step';
import { countsOf, slotsOf, tableOf } from './category-slots';
import { lookUp } from './category-table';
import { assertKinds } from './column-kinds';

export interface CountEncodeOptions {
  /** Default: every category column. */
  readonly columns?: Selector;
  /** The number of rows, or their share. Default `count`. */
  readonly as?: 'count' | 'share';
}

/**
 * Each level as the number, or share, of the rows that had it when fitted. Missing values count as a level,
 * and so do those outside the vocabulary: 0 where none was there.
 */
export function countEncode({ columns = ofKind('category'), as = 'count' }: CountEncodeOptions = {}): Step {
  return {
    name: 'count-encode',
    columns,
    fit({ x, columns: selected }) {
      assertKinds('count-encode', selected, 'category');
      const one = as === 'share' ? Math.max(1, x.rows) : 1;
      const tables = selected.map((column, index) =>
        tableOf(Array.from(countsOf(slotsOf(x, index, column)), (count) => count / one)),
      );
      return {
        outputs: selected.map((column) => derivedColumn(column.name, column)),
        emit: (graph, value) => lookUp(graph, value, tables),
        detail: { as, rows: x.rows },
      };
    },
  };
}
