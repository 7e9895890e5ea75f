import { axesFor } from './axes';
import type { Binding, MatrixBinding, TensorInput, TensorsBinding } from './binding';
import type { Contract } from './contract';
import type { Dtype } from './dtype';
import { compileElement, elementsFor, type FeedData, toElement } from './element';
import { compileEncoder } from './encode';
import type { Feature, TensorFeature } from './feature';
import type { Matrix } from './matrix';
import { type Cell, cellOf, type Row, type TensorCell } from './row';

/** One tensor to give to ONNX Runtime. */
export interface FeedTensor {
  readonly dtype: Dtype;
  /** Row-major; bool as 0 and 1, float16 as its bits. */
  readonly data: FeedData;
  readonly dims: readonly number[];
}

/** All that one run of a model takes. */
export interface Feed {
  /** How many rows it holds. */
  readonly rows: number;
  /** By the name of the input. */
  readonly tensors: Readonly<Record<string, FeedTensor>>;
}

/** Turns rows that satisfy the contract into runs, which hold them in order. */
export type FeedsEncoder = (rows: readonly Row[]) => Feed[];

/** The run that takes rows which are encoded already, see `compileEncoder`. */
export function matrixFeed({ input }: MatrixBinding, { data, rows, columns }: Matrix): Feed {
  return { rows, tensors: { [input]: { dtype: 'float32', data, dims: [rows, columns] } } };
}

/**
 * Compiles how the rows of a contract feed a model: in one run where it takes them together, one run a row
 * where it does not, and where rows are of different lengths one run for each stretch of equals.
 *
 * @param binding - one that fits the contract, see `assertBinding`
 */
export function compileFeeds(contract: Contract, binding: Binding): FeedsEncoder {
  if (binding.kind === 'matrix') {
    const encode = compileEncoder(contract);
    return (given) => [matrixFeed(binding, encode(given))];
  }
  const inputs = binding.inputs.map((input) => ({
    name: input.input,
    tensorOf: compileInput(contract, input, binding.batch),
  }));
  const stretches = binding.batch === 'dynamic' ? compileStretches(contract) : singly;
  return (given) =>
    stretches(given).map((rows) => ({
      rows: rows.length,
      tensors: Object.fromEntries(inputs.map(({ name, tensorOf }) => [name, tensorOf(rows)])),
    }));
}

type Stretches = (rows: readonly Row[]) => (readonly Row[])[];

const singly: Stretches = (rows) => rows.map((row) => [row]);

/** Parts rows where the length of a tensor of any length changes. */
function compileStretches({ features }: Contract): Stretches {
  const open = features.flatMap((feature) =>
    feature.kind === 'tensor' && feature.shape.includes(null) ? feature.name : [],
  );
  if (open.length === 0) return (rows) => [rows];
  const lengthOf = (row: Row, name: string) => (row[name] as TensorCell).length;
  return (rows) => {
    const starts = [...rows.keys()].filter(
      (at) => at === 0 || open.some((name) => lengthOf(rows[at], name) !== lengthOf(rows[at - 1], name)),
    );
    return starts.map((start, index) => rows.slice(start, starts[index + 1]));
  };
}

type InputEncoder = (rows: readonly Row[]) => FeedTensor;

function compileInput(contract: Contract, input: TensorInput, batch: TensorsBinding['batch']): InputEncoder {
  const features = input.features.map(
    (name) => contract.features.find((feature) => feature.name === name) as Feature,
  );
  const axesOf = (rows: number, axes: readonly number[]) => (batch === 'none' ? axes : [rows, ...axes]);
  const [first] = features;
  if (first.kind === 'tensor') return compileTensor(first, axesOf);
  const isScalar = input.rank === (batch === 'none' ? 0 : 1);
  return compileColumns(features, input, (rows) => axesOf(rows, isScalar ? [] : [features.length]));
}

function compileColumns(
  features: readonly Feature[],
  { dtype, missing }: TensorInput,
  dimsOf: (rows: number) => readonly number[],
): InputEncoder {
  const columns = features.map((feature) => ({
    name: feature.name,
    element: compileElement(feature, dtype, missing),
  }));
  return (rows) => {
    const data = elementsFor(dtype, rows.length * columns.length);
    let at = 0;
    for (const row of rows) {
      for (const { name, element } of columns) data[at++] = element(cellOf(row, name) as Cell);
    }
    return { dtype, data: data as FeedData, dims: dimsOf(rows.length) };
  };
}

function compileTensor(
  { name, dtype, shape }: TensorFeature,
  dimsOf: (rows: number, axes: readonly number[]) => readonly number[],
): InputEncoder {
  const element = toElement(dtype);
  return (rows) => {
    const lists = rows.map((row) => cellOf(row, name) as TensorCell);
    // The rows of one run have one length.
    const [{ length }] = lists;
    const data = elementsFor(dtype, rows.length * length);
    let at = 0;
    for (const list of lists) for (const value of list) data[at++] = element(value);
    return { dtype, data: data as FeedData, dims: dimsOf(rows.length, axesFor(shape, length) ?? []) };
  };
}
