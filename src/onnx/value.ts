import type { ElementType } from './element-type';

/** Length of one axis: a number, or the name of a length known only when the graph runs. */
export type Axis = number | string;

export type Shape = readonly Axis[];

/** A tensor that flows through a graph; made by a {@link GraphBuilder} and of use only to it. */
export interface Value {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;
}

/** A value as messages show it: `float[N, 3]`. */
export function described({ type, shape }: Pick<Value, 'type' | 'shape'>): string {
  return `${type}[${shape.join(', ')}]`;
}
