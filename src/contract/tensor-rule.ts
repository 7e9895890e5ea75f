import { axesFor, type OpenAxes, shapeText } from './axes';
import type { TensorFeature } from './feature';
import type { ValueRule } from './value-rule';

/** A list of as many elements as the shape asks for, each of them fine by the rule. */
export function tensorRule({ shape }: TensorFeature, element: ValueRule): ValueRule {
  const expected = `be a list of ${sizeText(shape)}`;
  return {
    expected,
    breach(value) {
      if (!Array.isArray(value)) return { constraint: 'type', expected };
      if (axesFor(shape, value.length) === undefined) {
        return { constraint: 'length', expected };
      }
      for (let at = 0; at < value.length; at++) {
        const broken = element.breach(value[at]);
        if (broken !== undefined) return { ...broken, at };
      }
      return undefined;
    },
  };
}

/** How many elements a list may have: `2 elements`, `784 elements for shape [1, 28, 28]`. */
function sizeText(shape: OpenAxes): string {
  const size = shape.reduce<number>((product, axis) => product * (axis ?? 1), 1);
  const elements = `${size} element${size === 1 ? '' : 's'}`;
  const count = shape.includes(null)
    ? `${elements} or ${size === 1 ? 'more' : 'a multiple of that'}`
    : elements;
  return shape.length === 1 ? count : `${count} for shape ${shapeText(shape)}`;
}
