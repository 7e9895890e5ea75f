import { type Dtype, is64Bit } from './dtype';
import { compileCellEncoder, type PresentCell } from './encode';
import type { Feature } from './feature';
import { toHalf } from './half';
import type { Cell } from './row';
import { indexInVocabulary, vocabularyOf } from './vocabulary';

/** One element of a tensor as ONNX Runtime takes it: bigint for 64 bits, 0 and 1 for bool, bits for float16. */
export type Element = number | bigint | string;

/** The data of a tensor as ONNX Runtime takes it. */
export type FeedData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | string[];

const arrayOf: Readonly<Record<Dtype, new (length: number) => FeedData>> = {
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
  string: Array<string>,
};

/** Room for so many elements, to be filled one by one. */
export function elementsFor(dtype: Dtype, length: number): Element[] {
  // Each of them takes the elements of its dtype by index, which no common type says.
  return new arrayOf[dtype](length) as unknown as Element[];
}

/** Makes an element of a dtype of what a row or a binding holds for it. */
export function toElement(dtype: Dtype): (value: number | string | boolean) => Element {
  if (dtype === 'string') return String;
  if (is64Bit(dtype)) return BigInt;
  return dtype === 'float16' ? (value) => toHalf(Number(value)) : Number;
}

/**
 * Makes the elements of single values of a feature.
 *
 * @param missing - what a missing value becomes; NaN when left out
 */
export function compileElement(
  feature: Feature,
  dtype: Dtype,
  missing: number | string = Number.NaN,
): (cell: Cell) => Element {
  const convert = toElement(dtype);
  // No value is missing where there is nothing for it to become.
  const gap = feature.nullable ? convert(missing) : undefined;
  const sourceOf = dtype === 'string' ? compileText(feature) : compileNumber(feature);
  const meansMissing = compileMissing(feature, dtype);
  return (cell) =>
    cell === null || cell === undefined || meansMissing(cell) ? (gap as Element) : convert(sourceOf(cell));
}

/** Whether a number stands for a missing value; one of 64 bits may be a text. */
function compileMissing(feature: Feature, dtype: Dtype): (cell: PresentCell) => boolean {
  const codes = feature.kind === 'number' ? (feature.missingValues ?? []) : [];
  if (codes.length === 0) return () => false;
  const exact = is64Bit(dtype) ? BigInt : Number;
  const missing = new Set<Element>(codes.map((code) => exact(code)));
  return (cell) => missing.has(exact(cell));
}

function compileNumber(feature: Feature): (cell: PresentCell) => number | string | boolean {
  // Numbers stay as they are: one of 64 bits may be a text of more digits than a double holds.
  return feature.kind === 'number' ? (cell) => cell : compileCellEncoder(feature);
}

/** The text that a string input gets: of a category as the data spells it. */
function compileText(feature: Feature): (cell: PresentCell) => string {
  switch (feature.kind) {
    case 'category': {
      const { open, categories } = feature;
      if (open) return String;
      const vocabulary = vocabularyOf(categories);
      return (cell) => categories[indexInVocabulary(vocabulary, String(cell)) ?? -1].value;
    }
    case 'boolean': {
      const { spelling = { true: 'true', false: 'false' } } = feature;
      return (cell) => (cell === true ? spelling.true : spelling.false);
    }
    default:
      return String;
  }
}
