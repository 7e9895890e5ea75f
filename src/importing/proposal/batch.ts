import type { TensorsBinding } from '../../contract';
import type { Inspection, ModelTensor } from '../protocol';

export type Batch = TensorsBinding['batch'];

/**
 * What the first axes of a model mean, as far as its shapes tell: rows when they are open and all the same,
 * one row when they are 1, else nothing, and then a row is all that goes into one run.
 */
export function batchOf({ inputs, outputs }: Pick<Inspection, 'inputs' | 'outputs'>): Batch {
  const inputAxes = inputs.map(firstAxis);
  const outputAxes = outputs.map(firstAxis);
  const isOpen = (axis: number | string | undefined) => typeof axis === 'string';
  const mayBeOne = (axis: number | string | undefined) => axis === 1 || isOpen(axis);
  if (isOneName(inputs) && inputAxes.every(isOpen) && outputAxes.every(isOpen)) return 'dynamic';
  const hasRows = inputAxes.every((axis) => axis === 1) || (isOneName(inputs) && inputAxes.every(isOpen));
  return hasRows && outputAxes.every(mayBeOne) ? 'one' : 'none';
}

/** Nobody knows the axes of a shape that is open altogether: the first one may be any. */
function firstAxis({ shape }: ModelTensor): number | string | undefined {
  return shape === undefined ? '' : shape[0];
}

/** Whether first axes that have a name share one, and no other axis has it: that of a matrix product has. */
function isOneName(inputs: readonly ModelTensor[]): boolean {
  const names = new Set(inputs.map(firstAxis).filter((axis) => axis !== ''));
  if (names.size > 1) return false;
  return inputs.every(({ shape = [] }) => shape.slice(1).every((axis) => axis === '' || !names.has(axis)));
}

/** The axes of one row; null is any length. Undefined when even their number is open. */
export function rowShapeOf({ shape }: ModelTensor, batch: Batch): (number | null)[] | undefined {
  const axes = shape?.map((axis) => (typeof axis === 'number' ? axis : null));
  return batch === 'none' ? axes : axes?.slice(1);
}
