import type { Dtype } from './dtype';
import type { TensorData } from './prediction';

/**
 * The elements of an output as JSON carries them: whole numbers of 64 bits as decimal texts, bool as true
 * and false, the others as they are.
 */
export function elementsOf(dtype: Dtype, data: TensorData): (number | string | boolean)[] {
  if (dtype === 'bool') return Array.from(data as Uint8Array, (value) => value !== 0);
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Array.from(data, String);
  // Images are long, and Array.from takes ten times as long.
  const elements = new Array<number | string>(data.length);
  for (let at = 0; at < data.length; at++) elements[at] = data[at];
  return elements;
}
