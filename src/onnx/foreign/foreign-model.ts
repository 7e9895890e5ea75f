import { listed, shown } from '../../contract';
import type { GraphProto, ModelProto } from '../gen/onnx_pb';
import { formatOf } from '../model-file';
import { classLabels } from './class-labels';
import { cutOutputs } from './cut-outputs';
import { decodeModel } from './decode';
import { assertNoExternalData } from './external-data';
import { assertFormat } from './format-check';
import { assertFunctions } from './function-check';
import { assertNames } from './name-check';
import { assertOperators } from './operator-check';
import { refusal } from './refusal';
import { rewriteModel } from './rewrite';
import { assertTensors } from './tensor-check';
import { type DeclaredType, declaredType } from './value-type';
import { type Vocabulary, vocabularies } from './vocabularies';

/** An input or output of a model from elsewhere. */
export interface ForeignValue {
  readonly name: string;
  /** Undefined when the file leaves it to be inferred. */
  readonly type: DeclaredType | undefined;
}

/** A model from elsewhere that passed every check that needs no ONNX Runtime. */
export interface ForeignModel {
  /** The file without what was cut from it; the file itself when nothing was. */
  readonly bytes: Uint8Array;
  /** What was cut, in words. */
  readonly cut: readonly string[];
  /** What has to be fed: inputs with a default are left out. */
  readonly inputs: readonly (ForeignValue & { readonly type: DeclaredType })[];
  readonly outputs: readonly ForeignValue[];
  /** The classes that the graph tells for an output of labels or of probabilities, by its name. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly vocabularies: readonly Vocabulary[];
  readonly producer: string;
  readonly producerVersion: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly irVersion: number;
  readonly opsets: Readonly<Record<string, number>>;
}

/**
 * Reads and checks a file from elsewhere, without running anything of it.
 *
 * @param subject - the file, for messages: `churn.onnx`
 * @throws PredictqlError `MODEL_REFUSED` with the first reason why the model is not taken in
 */
export function readForeignModel(bytes: Uint8Array, subject: string): ForeignModel {
  const model = decodeModel(bytes, subject);
  assertNoExternalData(bytes, subject);
  assertFormat(model, subject);
  assertOperators(model, subject);
  assertFunctions(model, subject);
  assertNames(model, subject);
  assertTensors(model, subject);
  const graph = model.graph!;
  const inputs = inputsOf(graph, subject);
  const cut = cutOutputs(graph, subject);
  const outputs = graph.output.flatMap((output, index): ForeignValue[] => {
    const replacement = cut.outputs.get(index);
    if (replacement === null) return [];
    if (replacement !== undefined) {
      return [{ name: replacement, type: matrixOf(cut.classes.get(replacement)) }];
    }
    return [{ name: output.name, type: declaredType(output.type) }];
  });
  const widths = new Map(inputs.map(({ name, type }) => [name, widthOf(type)]));
  return {
    bytes: rewriteModel(bytes, cut, subject),
    cut: cut.notes,
    inputs,
    outputs,
    classes: classesOf(graph, outputs, cut.classes),
    vocabularies: vocabularies(graph, widths),
    ...provenance(model),
    ...formatOf(model),
  };
}

/** What goes into a ZipMap: a row for each row, a column for each class. */
function matrixOf(classes: readonly string[] = []): DeclaredType {
  return { text: 'tensor(float)', dtype: 'float32', shape: ['', classes.length || ''] };
}

function inputsOf({ input, initializer, sparseInitializer }: GraphProto, subject: string) {
  const defaults = new Set([
    ...initializer.map(({ name }) => name),
    ...sparseInitializer.map(({ values }) => values?.name),
  ]);
  const needed = input.filter(({ name }) => !defaults.has(name));
  if (needed.length === 0) {
    throw refusal({
      subject: `${subject}: its graph`,
      expected: 'take an input',
      received: 'none, so that it always gives the same answer',
    });
  }
  return needed.map(({ name, type: proto }) => {
    const type = declaredType(proto);
    const wrongAxis = type?.shape?.find(
      (axis) => typeof axis === 'number' && !(axis >= 1 && axis <= longestAxis),
    );
    if (type?.dtype === undefined || wrongAxis !== undefined) {
      throw refusal({
        subject: `${subject}: input ${shown(name)}`,
        expected: 'be a tensor of numbers, texts or booleans whose axes are positive',
        received: `${type?.text ?? 'no type'}${type?.shape ? ` with the axes [${listed(type.shape.map(String))}]` : ''}`,
        remedy: 'Export it with inputs that are tensors.',
      });
    }
    return { name, type };
  });
}

/** ONNX Runtime counts elements in 64 bits and Node allocates less than this for one tensor. */
const longestAxis = 2 ** 31;

/** Wider inputs are images and the like, whose columns nobody looks up. */
const widestTable = 10_000;

/** How many columns an input has when it is read as a table; 1 when nobody knows. */
function widthOf({ shape }: DeclaredType): number {
  const width = shape?.length === 2 ? shape[1] : 1;
  return typeof width === 'number' && width <= widestTable ? width : 1;
}

function classesOf(
  graph: GraphProto,
  outputs: readonly ForeignValue[],
  cut: ReadonlyMap<string, readonly string[]>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    outputs.flatMap(({ name }) => {
      const classes = cut.get(name) ?? classLabels(graph, name);
      return classes === undefined ? [] : [[name, classes]];
    }),
  );
}

function provenance({ producerName, producerVersion, docString, graph, metadataProps }: ModelProto) {
  return {
    producer: producerName,
    producerVersion,
    description: docString || (graph?.docString ?? ''),
    metadata: Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])),
  };
}
