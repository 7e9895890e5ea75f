import type { Selector } from '../selector';
import type { Step } from '../step';

/** Columns that the steps after this one do not see. */
export function drop(columns: Selector): Step {
  return {
    name: 'drop',
    columns,
    fit: ({ columns: selected }) => ({ kept: [], detail: { dropped: selected.map(({ name }) => name) } }),
  };
}
