import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeRows } from '../../../src/contract';
import { lasso, ridge, standardScale } from '../../../src/training';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { amesColumns } from '../ames';
import { fitAndTransform } from '../features/fit-alone';
import { matrixOf, rowsOf } from '../matrices';
import { columnsOf, fitOn, type LinearDetail } from './linear-estimator-suite';

/** Written by scripts/references/make_training_references.py. */
interface Reference {
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly models: readonly {
    readonly estimator: 'lasso' | 'ridge';
    readonly alpha: number;
    readonly columns: string;
    /** How many of the first rows it was fitted on. */
    readonly rows: number;
    readonly scaled: boolean;
    readonly target: 'price' | 'log price';
    readonly intercept: number;
    readonly coefficients: readonly number[];
    /** Of the first rows. */
    readonly predictions: readonly number[];
  }[];
}

const path = join(__dirname, '../../references/linear-models.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference;

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe('on the Ames houses, against scikit-learn', () => {
  it.each(
    reference.models.map((model) => {
      const { estimator, alpha, columns, rows, scaled, target } = model;
      const name = `${estimator} ${alpha} of ${target} on ${columns} ${scaled ? 'scaled ' : ''}columns, ${rows} rows`;
      return [name, model] as const;
    }),
  )('%s', async (_, { estimator, alpha, columns, rows, scaled, target, ...expected }) => {
    const raw = matrixOf(amesColumns(reference.columns[columns], rows));
    const x = scaled ? await fitAndTransform(standardScale(), { columns: columnsOf(raw), x: raw }) : raw;
    const y = amesColumns(['Sale_Price'], rows).map(([price]) =>
      target === 'price' ? price : Math.log(price),
    );
    const fitted = await fitOn({ lasso, ridge }[estimator]({ alpha }), { x, y });

    const { coefficients } = fitted.detail as unknown as LinearDetail;
    const spread = deviation(y);
    const table = rowsOf(x);
    for (const [column, wanted] of expected.coefficients.entries()) {
      const ofColumn = deviation(table.map((row) => row[column]));
      expectSameNumbers([coefficients[`x${column}`] * ofColumn], [wanted * ofColumn], {
        tolerance: tolerances.coefficient,
        floor: (tolerances.negligibleCoefficient / tolerances.coefficient) * spread,
      });
    }

    const count = expected.predictions.length;
    const predicted = await runTransform(fitted.emit, takeRows(x, [...new Array(count).keys()]));
    for (const [row, wanted] of expected.predictions.entries()) {
      expect(Math.abs(predicted.data[row] - wanted) / spread).toBeLessThan(tolerances.prediction);
    }
  });
});
