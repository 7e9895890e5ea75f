import { type Matrix, PredictqlError } from '../../contract';
import type { RandomSource } from '../../data';
import { operators } from '../../onnx';
import { derivedColumn } from '../column';
import { assertParameter } from '../parameter';
import { ofKind, type Selector } from '../selector';
import type { FittedTransform, Step, StepInput, TrainingTarget } from '../step';
import { slotsOf, tableOf } from './category-slots';
import { lookUp } from './category-table';
import { assertKinds } from './column-kinds';
import { crossEncoding, type Smoothing, targetEncoding } from './target-encoding';

export interface TargetEncodeOptions {
  /** Default: every category column. */
  readonly columns?: Selector;
  /** How many rows the mean of all weighs as, or `auto`, the default: by the variance within each level. */
  readonly smooth?: Smoothing;
  /** Parts of the training rows, each encoded by what the others teach. Default 5. */
  readonly folds?: number;
}

/**
 * Each level as the mean target of its rows, drawn to the mean of all where they are few. Numbers and two
 * classes make one column (the mean of the class indices, so the share of the second class); more classes
 * make one column per class, `roof class 2`. Missing values are a level, and so are those outside the
 * vocabulary; a level without rows gets the mean of all. The steps after it see each training row encoded
 * by the folds it is not in. scikit-learn's TargetEncoder.
 *
 * @throws PredictqlError `PARAMETER_INVALID` unless smooth is `auto` or from 0, and folds a whole number from 2
 */
export function targetEncode(options: TargetEncodeOptions = {}): Step {
  const { columns = ofKind('category'), smooth = 'auto', folds = 5 } = options;
  const owner = "step 'target-encode'";
  if (smooth !== 'auto') {
    const isInRange = smooth >= 0 && Number.isFinite(smooth);
    assertParameter(owner, 'smooth', smooth, "be 'auto', or finite and at least 0", isInRange);
  }
  const isCount = Number.isInteger(folds) && folds >= 2;
  assertParameter(owner, 'folds', folds, 'be a whole number from 2', isCount);
  return { name: 'target-encode', columns, fit: (input) => fitTargetEncode(input, smooth, folds) };
}

function fitTargetEncode(input: StepInput, smooth: Smoothing, folds: number): FittedTransform {
  const { x, columns, target, random } = input;
  assertKinds('target-encode', columns, 'category');
  if (x.rows === 0) {
    throw new PredictqlError('STEP_UNFITTABLE', {
      subject: "Step 'target-encode'",
      expected: 'see rows to learn means from',
      received: 'none',
    });
  }
  const targets = targetsOf(target);
  const slots = columns.map((column, index) => slotsOf(x, index, column));
  const foldOf = dealFolds(target, folds, random);
  const rows = Int32Array.from(foldOf.keys());
  const tables = slots.flatMap((ofColumn) =>
    targets.map(({ values }) => tableOf(targetEncoding(ofColumn, { target: values, rows }, smooth))),
  );
  const sources = columns.flatMap((_, index) => targets.map(() => index));
  return {
    outputs: columns.flatMap((column) =>
      targets.map(({ suffix }) => derivedColumn(`${column.name}${suffix}`, column)),
    ),
    emit(graph, value) {
      const spread = targets.length === 1 ? value : operators.gatherColumns(graph, value, sources);
      return lookUp(graph, spread, tables);
    },
    trainingOutput: sideBySide(
      slots.flatMap((ofColumn) =>
        targets.map(({ values }) => crossEncoding(ofColumn, values, foldOf, smooth)),
      ),
      x.rows,
    ),
    detail: { smooth, folds },
  };
}

/** What means are taken of, and what that adds to a column's name. */
function targetsOf({ values, classes }: TrainingTarget): { values: Float64Array; suffix: string }[] {
  if (classes <= 2) return [{ values, suffix: '' }];
  return Array.from({ length: classes }, (_, label) => ({
    values: values.map((value) => (value === label ? 1 : 0)),
    suffix: ` class ${label}`,
  }));
}

/** The fold of each row: even, and so that each class is spread evenly over them. */
function dealFolds({ values, classes }: TrainingTarget, folds: number, random: RandomSource): Int32Array {
  const order = random.shuffle(Int32Array.from(values.keys()));
  if (classes > 0) order.sort((a, b) => values[a] - values[b]);
  const foldOf = new Int32Array(values.length);
  for (const [place, row] of order.entries()) foldOf[row] = place % folds;
  return foldOf;
}

function sideBySide(columns: readonly Float64Array[], rows: number): Matrix {
  const data = new Float32Array(rows * columns.length);
  for (const [index, column] of columns.entries()) {
    for (let row = 0; row < rows; row++) data[row * columns.length + index] = column[row];
  }
  return { data, rows, columns: columns.length };
}
