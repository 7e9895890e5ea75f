import type { ValueRule } from './value-rule';

/**
 * What ONNX Runtime cannot be given as it is: it ends a text at U+0000 and replaces half a surrogate pair,
 * both without a word.
 */
const mangled = /\0|\p{Surrogate}/u;

/** Whether ONNX Runtime takes the text as it is. */
export function isModelText(text: string): boolean {
  return !mangled.test(text);
}

/** A text that a model takes itself, not its index in a vocabulary. */
export const modelText: ValueRule = {
  expected: 'be a text',
  breach(value) {
    if (typeof value !== 'string') return { constraint: 'type', expected: modelText.expected };
    if (isModelText(value)) return undefined;
    return { constraint: 'text', expected: 'be a text of whole Unicode characters other than U+0000' };
  },
};
