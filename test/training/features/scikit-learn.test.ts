import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeRows } from '../../../src/contract';
import {
  everything,
  type ImputeStrategy,
  impute,
  log,
  oneHot,
  type Step,
  standardScale,
} from '../../../src/training';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitTransform, type StepData } from './fit-alone';

type Table = readonly (readonly (number | null)[])[];

/** Written by scripts/references/make_training_references.py. */
interface Reference {
  readonly fittedRows: number;
  readonly numbers: Table;
  readonly imputed: Readonly<Record<'mean' | 'median' | 'mode' | 'constant', Table>>;
  readonly missing: { readonly columns: readonly number[]; readonly values: Table };
  readonly scaled: Table;
  readonly log1p: Table;
  readonly vocabulary: readonly string[];
  readonly texts: readonly (readonly (string | null)[])[];
  readonly oneHot: Readonly<Record<string, { readonly columns: readonly string[]; readonly values: Table }>>;
}

const path = join(__dirname, '../../references/transformers.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference;
const fromJson = (table: Table) => table.map((row) => row.map((value) => value ?? Number.NaN));
const close = { tolerance: tolerances.transformer, floor: 1 };

const numbers: StepData = {
  columns: reference.numbers[0].map((_, index) => numberColumn(`x${index}`)),
  x: matrixOf(fromJson(reference.numbers)),
};

const texts: StepData = {
  columns: ['roof', 'wall'].map((name) => categoryColumn(name, ...reference.vocabulary)),
  x: matrixOf(
    reference.texts.map((row) =>
      row.map((text) => (text === null ? Number.NaN : reference.vocabulary.indexOf(text))),
    ),
  ),
};

/** What a step makes of all rows when it was fitted on the first ones, as the reference was. */
async function transformed(step: Step, { columns, x }: StepData) {
  const first = takeRows(x, [...new Array(reference.fittedRows).keys()]);
  const { outputs, emit } = await fitTransform(step, { columns, x: first });
  return { names: outputs.map(({ name }) => name), rows: rowsOf(await runTransform(emit, x)) };
}

describe('against scikit-learn', () => {
  it.each<[keyof Reference['imputed'], ImputeStrategy]>([
    ['mean', 'mean'],
    ['median', 'median'],
    ['mode', 'mode'],
    ['constant', { constant: -1 }],
  ])('impute by %s is SimpleImputer', async (name, strategy) => {
    const { rows } = await transformed(impute({ strategy }), numbers);
    expectSameNumbers(rows.flat(), fromJson(reference.imputed[name]).flat(), close);
  });

  it('the indicators of impute are MissingIndicator', async () => {
    const { columns, values } = reference.missing;
    const { names, rows } = await transformed(impute({ strategy: 'mean', indicator: true }), numbers);
    const width = numbers.columns.length;
    expect(names.slice(width)).toEqual(columns.map((column) => `x${column} missing`));
    expect(columns.length).toBeLessThan(width);
    expectSameNumbers(
      rows.flatMap((row) => row.slice(width)),
      fromJson(values).flat(),
    );
  });

  it('standardScale is StandardScaler', async () => {
    const { rows } = await transformed(standardScale(), numbers);
    expectSameNumbers(rows.flat(), fromJson(reference.scaled).flat(), close);
  });

  it('log is log1p', async () => {
    const { rows } = await transformed(log({ columns: everything }), numbers);
    expectSameNumbers(rows.flat(), fromJson(reference.log1p).flat(), close);
  });

  it.each([1, 3])('oneHot from %d is OneHotEncoder', async (minCount) => {
    const { columns, values } = reference.oneHot[minCount];
    const { names, rows } = await transformed(oneHot({ minCount }), texts);
    const ours = columns.map((column) => names.indexOf(nameOf(column)));
    expect([...ours].sort((a, b) => a - b)).toEqual([...names.keys()]);
    expect(rows.map((row) => ours.map((position) => row[position]))).toEqual(values);
  });
});

/** Our name for a column that scikit-learn calls `roof_tar`, `roof_None` or `roof_infrequent_sklearn`. */
function nameOf(column: string): string {
  const [feature, level] = column.split('_');
  if (level === 'infrequent') return `${feature} rare`;
  return level === 'None' ? `${feature} missing` : `${feature}=${level}`;
}
