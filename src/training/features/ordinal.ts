import { listed, PredictqlError } from '../../contract';
import { type Column, derivedColumn } from '../column';
import { named, type Selector } from '../selector';
import type { Step } from '../step';
import { lookUp } from './category-table';
import { assertKinds } from './column-kinds';

export interface OrdinalOptions {
  /** By column name: every level of the vocabulary, from the lowest to the highest. */
  readonly order: Readonly<Record<string, readonly string[]>>;
  /** Default: the columns that have an order. */
  readonly columns?: Selector;
}

/**
 * Levels as numbers in a given order, the first 0, such as Poor, Fair, Good. Missing stays missing, and what
 * is not in the vocabulary becomes missing, so an impute may follow. scikit-learn's OrdinalEncoder with
 * `categories`.
 */
export function ordinal({ order, columns = named(...Object.keys(order)) }: OrdinalOptions): Step {
  return {
    name: 'ordinal',
    columns,
    fit({ columns: selected }) {
      assertKinds('ordinal', selected, 'category');
      const tables = selected.map((column) => {
        const levels = orderOf(column, order);
        const known = (column.categories ?? []).map((level) => levels.indexOf(level));
        return { missing: Number.NaN, unseen: Number.NaN, known };
      });
      return {
        outputs: selected.map((column) => derivedColumn(column.name, column)),
        emit: (graph, x) => lookUp(graph, x, tables),
        detail: { order: Object.fromEntries(selected.map(({ name }) => [name, order[name]])) },
      };
    },
  };
}

/** @throws PredictqlError `STEP_UNFITTABLE` unless the order has every level of the column once and no other */
function orderOf({ name, categories = [] }: Column, order: OrdinalOptions['order']): readonly string[] {
  const subject = `Step 'ordinal' on column '${name}'`;
  const levels = Object.hasOwn(order, name) ? order[name] : undefined;
  if (levels === undefined) {
    throw new PredictqlError('STEP_UNFITTABLE', {
      subject,
      expected: 'have an order',
      received: `orders of ${listed(Object.keys(order))}`,
      remedy: 'Add its order, or select the columns that have one.',
    });
  }
  const left = new Set(categories);
  const wrong = levels.filter((level) => !left.delete(level));
  if (wrong.length > 0) {
    throw new PredictqlError('STEP_UNFITTABLE', {
      subject,
      expected: 'order the levels of the vocabulary, each once',
      received: listed(wrong),
      remedy: `There are: ${listed(categories)}.`,
    });
  }
  if (left.size > 0) {
    throw new PredictqlError('STEP_UNFITTABLE', {
      subject,
      expected: 'order every level of the vocabulary',
      received: `none for ${listed([...left])}`,
      remedy: 'Put them where they belong in its order.',
    });
  }
  return levels;
}
