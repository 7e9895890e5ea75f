import {
  type Column,
  defineModel,
  type FittedTransform,
  type GraphBuilder,
  named,
  operators,
  type Selector,
  type Step,
  type StepInput,
  type Value,
} from 'predictql';
import { credit } from './credit';

/*
 * The pipeline as classes of one's own. A class holds what its author decides; fit returns another object,
 * which holds what was learned and writes it as ONNX nodes. Training runs these nodes, and so does the server.
 *
 *     predictql train ./examples/pipelines/own-classes.model.ts
 */

/** Fills what is missing with the column's median. */
class MedianImputer implements Step {
  readonly name = 'median-imputer';
  readonly columns: Selector;

  constructor(...names: readonly string[]) {
    this.columns = named(...names);
  }

  fit({ x, columns }: StepInput): FittedTransform {
    const medians = columns.map((_, index) => {
      const values = Array.from({ length: x.rows }, (_, row) => x.data[row * x.columns + index]);
      const seen = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
      return (seen[Math.floor((seen.length - 1) / 2)] + seen[Math.ceil((seen.length - 1) / 2)]) / 2;
    });
    return new FilledColumns(columns, medians);
  }
}

class FilledColumns implements FittedTransform {
  readonly detail: { readonly medians: readonly number[] };

  constructor(
    readonly outputs: readonly Column[],
    medians: readonly number[],
  ) {
    this.detail = { medians };
  }

  // An arrow keeps its `this` wherever it is called from.
  emit = (graph: GraphBuilder, x: Value): Value =>
    operators.where(graph, operators.isMissing(graph, x), operators.rowOf(graph, this.detail.medians), x);
}

/** One more column: the first divided by the second. It learns nothing, so that fitting only names it. */
class Share implements Step {
  readonly name = 'share';
  readonly columns: Selector;
  readonly #output: string;

  constructor(output: string, part: string, whole: string) {
    this.#output = output;
    // Columns come in the order of the pipeline, whatever the order asked for.
    this.columns = named(part, whole);
  }

  fit({ columns }: StepInput): FittedTransform {
    return {
      outputs: [{ name: this.#output, kind: 'number', features: columns.map(({ name }) => name) }],
      keepsInputs: true,
      emit: (graph, x) =>
        operators.divide(
          graph,
          operators.gatherColumns(graph, x, [0]),
          operators.gatherColumns(graph, x, [1]),
        ),
    };
  }
}

/** A 0/1 column for each category that the training rows have, and one for missing. */
class Indicators implements Step {
  readonly name = 'indicators';
  readonly columns: Selector;

  constructor(name: string) {
    this.columns = named(name);
  }

  fit({ x, columns: [{ name, categories = [] }] }: StepInput): FittedTransform {
    const codes = [...categories.keys()].filter((code) => x.data.includes(code));
    const wasMissing = x.data.some(Number.isNaN);
    const labels = [
      ...codes.map((code) => `${name}=${categories[code]}`),
      ...(wasMissing ? [`${name} missing`] : []),
    ];
    return {
      outputs: labels.map((label) => ({ name: label, kind: 'number', features: [name] })),
      emit(graph, value) {
        const known = operators.equal(graph, value, operators.rowOf(graph, codes));
        const parts = wasMissing ? [known, operators.isMissing(graph, value)] : [known];
        return operators.concatColumns(
          graph,
          parts.map((part) => operators.cast(graph, part, 'float')),
        );
      },
    };
  }
}

export const creditClasses = defineModel({
  ...credit,
  name: 'credit-classes',
  pipeline: [
    new MedianImputer('income', 'assets', 'debt'),
    new Share('loanShare', 'amount', 'price'),
    new Indicators('home'),
  ],
});
