import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Matrix, takeRows } from '../../../src/contract';
import { type Estimator, elasticNet, linear, logistic, standardScale } from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { amesColumns } from '../ames';
import { creditColumn, creditRows } from '../credit';
import { fitAndTransform } from '../features/fit-alone';
import { matrixOf, rowsOf } from '../matrices';
import { answersOf, fitEstimator } from './describe-estimator';
import { columnsOf } from './linear-estimator-suite';

/** Written by scripts/references/make_classifier_references.py. */
interface Reference {
  readonly numbers: readonly string[];
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly classifiers: readonly {
    readonly target: string;
    readonly scaled: boolean;
    readonly penalty: 'l2' | 'l1' | 'none';
    readonly C: number;
    readonly intercepts: readonly number[];
    readonly coefficients: readonly (readonly number[])[];
    /** Of the first rows. */
    readonly probabilities: readonly (readonly number[])[];
  }[];
  readonly regressions: readonly {
    readonly estimator: 'linear' | 'elastic-net';
    readonly columns: readonly string[];
    readonly scaled: boolean;
    readonly alpha?: number;
    readonly l1Ratio?: number;
    readonly intercept: number;
    readonly coefficients: readonly number[];
  }[];
}

const path = join(__dirname, '../../references/linear-classifiers.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference;

function deviations(x: Matrix): number[] {
  const rows = rowsOf(x);
  return Array.from({ length: x.columns }, (_, column) => {
    const mean = rows.reduce((sum, row) => sum + row[column], 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[column] - mean) ** 2, 0) / rows.length);
  });
}

function scaled(x: Matrix): Promise<Matrix> {
  return fitAndTransform(standardScale(), { columns: columnsOf(x), x });
}

describe('logistic regression on credit data, against scikit-learn', () => {
  it.each(
    reference.classifiers.map((model) => {
      const { target, scaled: isScaled, penalty, C } = model;
      return [`${penalty} ${C} of ${target} on ${isScaled ? 'scaled' : 'raw'} columns`, model] as const;
    }),
  )('%s', async (_, { target, scaled: isScaled, penalty, C, ...expected }) => {
    const labels = reference.labels[target];
    const rows = creditRows(target, labels);
    const cells = reference.numbers.map((name) => creditColumn(rows, name).map(Number));
    const raw = matrixOf(rows.map((_row, row) => cells.map((column) => column[row])));
    const x = isScaled ? await scaled(raw) : raw;
    const y = creditColumn(rows, target).map((label) => labels.indexOf(label));
    const fitted = await fitEstimator(logistic({ penalty, C }), { x, y, classes: labels.length });

    const detail = fitted.detail as {
      converged: boolean;
      intercept: number | number[];
      coefficients: Record<string, number | number[]>;
    };
    expect(detail.converged).toBe(true);
    const received = Object.values(detail.coefficients).map((values) => [values].flat());
    const sizes = deviations(x);
    for (const [output, wanted] of expected.coefficients.entries()) {
      // Compared by what they add to a score, of which 1 is much.
      expectSameNumbers(
        received.map((own, column) => own[output] * sizes[column]),
        wanted.map((coefficient, column) => coefficient * sizes[column]),
        { tolerance: tolerances.logistic, floor: 0.01 },
      );
    }
    expectSameNumbers([detail.intercept].flat(), expected.intercepts, {
      tolerance: tolerances.logistic,
      floor: 0.01,
    });
    const first = takeRows(x, [...expected.probabilities.keys()]);
    const answers = rowsOf(await answersOf(fitted, first));
    for (const [row, wanted] of expected.probabilities.entries()) {
      expectSameNumbers(answers[row], wanted, { tolerance: tolerances.logistic, floor: 0.01 });
    }
  });
});

describe('linear regression on the Ames houses, against scikit-learn', () => {
  const estimators: Record<string, (options: { alpha?: number; l1Ratio?: number }) => Estimator> = {
    linear,
    'elastic-net': elasticNet,
  };

  it.each(
    reference.regressions.map(
      (model) => [`${model.estimator} ${model.alpha} ${model.l1Ratio}`, model] as const,
    ),
  )('%s', async (_, { estimator, columns, scaled: isScaled, alpha, l1Ratio, ...expected }) => {
    // A sum of columns stands for a column.
    const names = columns.map((column) => column.split(' + '));
    const cells = names.map((summands) => amesColumns(summands, 2930));
    const raw = matrixOf(
      cells[0].map((_row, row) => cells.map((own) => own[row].reduce((sum, cell) => sum + cell, 0))),
    );
    const x = isScaled ? await scaled(raw) : raw;
    const y = amesColumns(['Sale_Price'], 2930).map(([price]) => Math.log(price));
    const options = alpha === undefined || l1Ratio === undefined ? {} : { alpha, l1Ratio, tolerance: 1e-12 };
    const { detail } = await fitEstimator(estimators[estimator](options), { x, y, classes: 0 });
    const { coefficients, intercept } = detail as { intercept: number; coefficients: Record<string, number> };
    const sizes = deviations(x);
    expectSameNumbers(
      Object.values(coefficients).map((coefficient, column) => coefficient * sizes[column]),
      expected.coefficients.map((coefficient, column) => coefficient * sizes[column]),
      { tolerance: 1e-4, floor: 0.01 },
    );
    expectSameNumbers([intercept], [expected.intercept], { tolerance: 1e-4 });
  });
});
