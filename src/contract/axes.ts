/** Axes of a tensor; null is any length. */
export type OpenAxes = readonly (number | null)[];

/** The shape as people read it, any length as `?`: `[1, ?, 28]`. */
export function shapeText(shape: OpenAxes): string {
  return `[${shape.map((axis) => axis ?? '?').join(', ')}]`;
}

/**
 * The axes that a list of elements has in a shape of at most one axis of any length, which is 1 or more.
 *
 * @returns undefined when no length of that axis fits
 */
export function axesFor(shape: OpenAxes, length: number): number[] | undefined {
  const known = shape.reduce<number>((product, axis) => product * (axis ?? 1), 1);
  const open = length / known;
  const isFit = shape.includes(null) ? Number.isInteger(open) && open >= 1 : open === 1;
  return isFit ? shape.map((axis) => axis ?? open) : undefined;
}

/** Whether a tensor of these axes has a shape. */
export function hasAxes(shape: OpenAxes, axes: readonly number[]): boolean {
  return shape.length === axes.length && shape.every((axis, at) => axis === null || axis === axes[at]);
}
