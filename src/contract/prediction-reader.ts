import { hasAxes, shapeText } from './axes';
import type { Binding, TensorsBinding } from './binding';
import type { Contract } from './contract';
import { fromHalf } from './half';
import { type Outputs, type OutputTensor, outputError } from './output-tensor';
import type {
  ClassificationPrediction,
  Prediction,
  RegressionPrediction,
  RowTensor,
  TensorData,
  TensorsPrediction,
} from './prediction';
import { readPrediction } from './read-prediction';
import { listed, shown } from './shown';
import type { ClassificationTarget, TargetOutput, TensorsTarget } from './target';

/**
 * Makes the prediction of what a run of a model answers.
 *
 * @throws PredictqlError `PREDICTION_FAILED` when an output is missing, has another dtype or shape than the
 *   contract says, or a label that is none of its classes
 */
export type PredictionReader = (outputs: Outputs, rows: number) => Prediction;

/** Compiles the reading of the outputs that a binding names. */
export function compilePredictionReader({ target }: Contract, binding: Binding): PredictionReader {
  if (binding.kind === 'matrix') return (outputs, rows) => readPrediction(target, outputs, rows);
  const hasRows = binding.batch !== 'none';
  switch (target.task) {
    case 'regression': {
      const name = outputName(binding, 'prediction');
      return (outputs, rows) => readNumbers(outputs, name, rows, hasRows);
    }
    case 'classification': {
      const read = compileClasses(target, binding);
      return (outputs, rows) => read(outputs, rows, hasRows);
    }
    case 'tensors':
      return (outputs, rows) => readTensors(target, outputs, rows, hasRows);
    default:
      return target satisfies never;
  }
}

/** The name of an output; that the binding has it is part of its check. */
function outputName({ outputs }: TensorsBinding, key: 'prediction' | 'label' | 'probabilities'): string {
  return (outputs as Readonly<Record<string, string>>)[key];
}

function readNumbers(outputs: Outputs, name: string, rows: number, hasRows: boolean): RegressionPrediction {
  const output = perRow(outputs, name, rows, hasRows);
  const data = numbersOf(output);
  if (data === undefined || data.length !== rows) {
    throw outputError(name, 'be one number a row, of 32 bits at most if whole', output);
  }
  return { task: 'regression', values: data };
}

function compileClasses(target: ClassificationTarget, binding: TensorsBinding) {
  const labelName = outputName(binding, 'label');
  const probabilitiesName = outputName(binding, 'probabilities');
  const classes = new Map(target.classes.map(({ value }, index) => [value, index]));
  const columns = classes.size;
  return (outputs: Outputs, rows: number, hasRows: boolean): ClassificationPrediction => {
    const label = perRow(outputs, labelName, rows, hasRows);
    const texts = labelTexts(label);
    if (texts.length !== rows) throw outputError(labelName, 'be one class a row', label);
    const labels = Int32Array.from(texts, (text) => classes.get(text) ?? -1);
    const stranger = labels.indexOf(-1);
    if (stranger >= 0) {
      const expected = `hold classes of the contract, ${listed([...classes.keys()].map(shown))}`;
      throw outputError(labelName, expected, label, shown(texts[stranger]));
    }
    const output = perRow(outputs, probabilitiesName, rows, hasRows);
    const data = numbersOf(output);
    if (data === undefined || data.length !== rows * columns) {
      throw outputError(probabilitiesName, `be ${columns} probabilities a row, one for each class`, output);
    }
    return { task: 'classification', labels, probabilities: { data, rows, columns } };
  };
}

/** Labels as the classes of the contract are written: numbers in decimals, bool as true and false. */
function labelTexts({ data, type }: OutputTensor): string[] {
  const labels = data as ArrayLike<unknown>;
  return Array.from(labels, (label) => (type === 'bool' ? String(label !== 0) : String(label)));
}

function readTensors(
  { outputs: wanted }: TensorsTarget,
  outputs: Outputs,
  rows: number,
  hasRows: boolean,
): TensorsPrediction {
  const columns = wanted.map((output) => rowTensors(output, outputs, rows, hasRows));
  return {
    task: 'tensors',
    rows: Array.from({ length: rows }, (_, row) => columns.map((column) => column[row])),
  };
}

/** The part of an output that belongs to each row. */
function rowTensors(wanted: TargetOutput, outputs: Outputs, rows: number, hasRows: boolean): RowTensor[] {
  const { source, dtype } = wanted;
  const output = perRow(outputs, source, rows, hasRows);
  const shape = hasRows ? output.dims.slice(1) : output.dims;
  if (output.type !== dtype || !hasAxes(wanted.shape, shape)) {
    const batch = hasRows ? ` for each of ${rows} row${rows === 1 ? '' : 's'}` : '';
    throw outputError(source, `be ${dtype} of shape ${shapeText(wanted.shape)}${batch}`, output);
  }
  const data = tensorData(output);
  const size = shape.reduce((product, axis) => product * axis, 1);
  return Array.from({ length: rows }, (_, row) => ({
    shape,
    data: part(data, row * size, (row + 1) * size),
  }));
}

function part(data: TensorData, start: number, end: number): TensorData {
  return ArrayBuffer.isView(data) ? data.subarray(start, end) : data.slice(start, end);
}

/** An output, held to have one part for each row. */
function perRow(outputs: Outputs, name: string, rows: number, hasRows: boolean): OutputTensor {
  const output = outputs[name];
  if (output === undefined) throw outputError(name, 'be there', output);
  if (hasRows && output.dims[0] !== rows) {
    throw outputError(name, `have a first axis of ${rows}, the number of rows`, output);
  }
  return output;
}

/** The data of an output; float16 comes as its bits, or as an array of its own from Node 24 on. */
function tensorData({ data, type }: OutputTensor): TensorData {
  if (type !== 'float16') return data as TensorData;
  return data instanceof Uint16Array
    ? Float32Array.from(data, fromHalf)
    : Float32Array.from(data as Iterable<number>);
}

/** Numbers as a float array that holds them exactly; undefined for anything else. */
function numbersOf(output: OutputTensor): Float32Array | Float64Array | undefined {
  const data = tensorData(output);
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  if (data instanceof BigInt64Array || data instanceof BigUint64Array || !ArrayBuffer.isView(data)) {
    return undefined;
  }
  return output.type === 'bool' ? undefined : Float64Array.from(data);
}
