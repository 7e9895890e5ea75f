import {
  type Cell,
  type Contract,
  type Dtype,
  type Feature,
  isIntegerDtype,
  isNumericDtype,
  type NumberFeature,
  type Row,
  rangeOf,
  type TensorFeature,
} from '../contract';
import { SampleRandom } from './random';

/**
 * How sample values are chosen where nothing limits them. `varied` is most like data; a model that looks
 * its numbers up in a table, or takes a logarithm, may need the tamer ones.
 */
export const sampleStyles = ['varied', 'unit', 'ones', 'zeros'] as const;

export type SampleStyle = (typeof sampleStyles)[number];

export interface SamplePlan {
  readonly rows: number;
  readonly style: SampleStyle;
  /** The length of tensor axes that are open. */
  readonly openAxis: number;
  /** Values that encoders of the model know, by feature. */
  readonly known: ReadonlyMap<string, readonly string[]>;
  readonly seed: number;
}

/** Rows inside what the contract allows; the same for the same plan. */
export function sampleRows({ features }: Pick<Contract, 'features'>, plan: SamplePlan): Row[] {
  const random = new SampleRandom(plan.seed);
  return Array.from({ length: plan.rows }, () =>
    Object.fromEntries(features.map((feature) => [feature.name, sampleCell(feature, plan, random)])),
  );
}

/** One value in this many is left out where it may be. */
const missingEvery = 8;

const words = ['red', 'green', 'blue', 'a', 'b', 'c'];

function sampleCell(feature: Feature, plan: SamplePlan, random: SampleRandom): Row[string] {
  const { style, known } = plan;
  if (feature.nullable && style === 'varied' && random.below(missingEvery) === 0) return null;
  const values = known.get(feature.name) ?? [];
  switch (feature.kind) {
    case 'number':
      return sampleNumber(feature, style, values, random);
    case 'category': {
      const texts = feature.categories.map(({ value }) => value);
      return random.one(texts.length > 0 ? texts : values.length > 0 ? values : words);
    }
    case 'boolean':
      return style === 'zeros' ? false : style === 'ones' || random.below(2) === 1;
    case 'date':
      return sampleDay(feature.min ?? '2000-01-01', feature.max ?? '2029-12-31', random);
    case 'tensor':
      return sampleTensor(feature, plan, random);
    default:
      return feature satisfies never;
  }
}

function sampleNumber(
  feature: NumberFeature,
  style: SampleStyle,
  known: readonly string[],
  random: SampleRandom,
): Cell {
  const { dtype = 'float32' } = feature;
  if (known.length > 0) {
    const text = random.one(known);
    return Number.isSafeInteger(Number(text)) ? Number(text) : text;
  }
  return numberWithin(dtype, { ...feature, integer: feature.integer }, style, random);
}

interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly integer: boolean;
}

/** Whole numbers without limits are small ones: they may be indices. */
const mostUnlimited = 9;

function numberWithin(
  dtype: Dtype,
  { min, max, integer }: Limits,
  style: SampleStyle,
  random: SampleRandom,
): number {
  const wish = wished(
    style,
    integer,
    min !== undefined && max !== undefined ? { min, max } : undefined,
    random,
  );
  const shifted = min !== undefined && max === undefined && style === 'varied' ? min + Math.abs(wish) : wish;
  const range = isNumericDtype(dtype) ? rangeOf(dtype) : { min: 0, max: 1 };
  const lowest = Math.max(min ?? -Infinity, Number(range.min));
  const highest = Math.min(max ?? Infinity, Number(range.max));
  const within = Math.min(Math.max(shifted, lowest), highest);
  if (!integer) return within;
  return Math.min(Math.max(Math.round(within), Math.ceil(lowest)), Math.floor(highest));
}

function wished(
  style: SampleStyle,
  integer: boolean,
  range: { readonly min: number; readonly max: number } | undefined,
  random: SampleRandom,
): number {
  if (style === 'ones') return 1;
  if (style === 'zeros') return 0;
  if (range !== undefined) return rounded(range.min + random.uniform() * (range.max - range.min));
  if (integer) return random.below(style === 'varied' ? mostUnlimited + 1 : 2);
  return rounded(style === 'varied' ? random.normal() * 2 : random.uniform());
}

/** Few digits are enough, and keep the file of golden rows small. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function sampleDay(min: string, max: string, random: SampleRandom): string {
  const [first, last] = [min, max].map((day) => Date.parse(`${day}T00:00:00Z`));
  const time = first + Math.floor(random.uniform() * Math.max(0, last - first));
  return new Date(time).toISOString().slice(0, 10);
}

function sampleTensor(
  { dtype, shape, min, max }: TensorFeature,
  { style, openAxis }: SamplePlan,
  random: SampleRandom,
): (number | string | boolean)[] {
  const length = shape.reduce<number>((product, axis) => product * (axis ?? openAxis), 1);
  return Array.from({ length }, () => {
    if (dtype === 'string') return random.one(words);
    if (dtype === 'bool') return style === 'zeros' ? false : style === 'ones' || random.below(2) === 1;
    return numberWithin(dtype, { min, max, integer: isIntegerDtype(dtype) }, style, random);
  });
}
