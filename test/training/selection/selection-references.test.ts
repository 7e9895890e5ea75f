import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  dropConstant,
  dropCorrelated,
  lasso,
  recursiveElimination,
  ridge,
  type Step,
  selectBest,
  selectFromModel,
  standardScale,
} from '../../../src/training';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { amesColumns } from '../ames';
import { numberColumn } from '../columns';
import { fitAndTransform, fitSelection, type StepData } from '../features/fit-alone';
import { matrixOf } from '../matrices';

/** Written by scripts/references/make_selection_references.py. */
interface Reference {
  readonly columns: readonly string[];
  /** Least prices of the second class and the third. */
  readonly classLimits: readonly number[];
  /** Per column, the share of the rows with its most frequent value. */
  readonly mostFrequent: readonly number[];
  readonly uncorrelated: {
    readonly limit: number;
    readonly first: readonly string[];
    readonly target: readonly string[];
  };
  readonly fRegression: readonly number[];
  readonly fClassif: readonly number[];
  readonly bestOfRegression: readonly string[];
  readonly bestOfClasses: readonly string[];
  readonly information: { readonly price: readonly number[]; readonly classes: readonly number[] };
  readonly fromModel: Readonly<
    Record<'ridgeMean' | 'ridgeMedian' | 'ridgeFive' | 'lasso', readonly string[]>
  >;
  readonly eliminated: {
    readonly one: readonly string[];
    readonly share: readonly string[];
    readonly ranking: readonly number[];
  };
}

const path = join(__dirname, '../../references/selection.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference;
const everyRow = 2930;
const prices = amesColumns(['Sale_Price'], everyRow).map(([price]) => price);
const raw: StepData = {
  columns: reference.columns.map(numberColumn),
  x: matrixOf(amesColumns(reference.columns, everyRow)),
  target: prices.map(Math.log),
};
const classes: StepData = {
  ...raw,
  target: prices.map((price) => reference.classLimits.filter((limit) => price >= limit).length),
  classes: reference.classLimits.length + 1,
};

async function scaled(): Promise<StepData> {
  return { ...raw, x: await fitAndTransform(standardScale(), raw) };
}

async function chosen(step: Step, data: StepData) {
  const { kept, detail } = await fitSelection(step, data);
  const { columns } = detail as { columns: Record<string, { kept: boolean; why: string; score: number }> };
  return {
    names: kept.map((index) => data.columns[index].name),
    choices: Object.values(columns),
    scores: Object.values(columns).map(({ score }) => score),
  };
}

describe('on the Ames houses, against scikit-learn', () => {
  it('dropConstant counts as value_counts', async () => {
    const { scores, names } = await chosen(dropConstant({ share: 0.9 }), raw);
    expectSameNumbers(scores, reference.mostFrequent, { tolerance: tolerances.float64 });
    expect(names).toEqual(reference.columns.filter((_, index) => reference.mostFrequent[index] < 0.9));
    expect(names.length).toBeLessThan(reference.columns.length);
  });

  it.each(['first', 'target'] as const)('dropCorrelated goes by corrcoef, %s preferred', async (prefer) => {
    const { limit, ...kept } = reference.uncorrelated;
    const { names } = await chosen(dropCorrelated({ threshold: limit, prefer }), raw);
    expect(names).toEqual(kept[prefer]);
  });

  it('selectBest is SelectKBest with f_regression', async () => {
    const { scores, names } = await chosen(selectBest({ count: 6 }), raw);
    // Squares of coordinates and their sum differ in the last digits; the F statistic of little is a rest of them.
    expectSameNumbers(scores, reference.fRegression, { tolerance: 1e-6, floor: 1e-3 });
    expect(names).toEqual(reference.bestOfRegression);
  });

  it('selectBest is SelectKBest with f_classif', async () => {
    const { scores, names } = await chosen(selectBest({ count: 6 }), classes);
    expectSameNumbers(scores, reference.fClassif, { tolerance: 1e-6, floor: 1e-3 });
    expect(names).toEqual(reference.bestOfClasses);
  });

  it.each([
    ['a number', raw, reference.information.price],
    ['classes', classes, reference.information.classes],
  ])('mutual information with %s is mutual_info_score, corrected', async (_, data, expected) => {
    const { scores } = await chosen(selectBest({ count: 6, score: 'mutual-information' }), data);
    expectSameNumbers(scores, expected, { tolerance: tolerances.float64, floor: 1 });
  });

  it.each([
    ['ridgeMean', { estimator: ridge() }],
    ['ridgeMedian', { estimator: ridge(), threshold: 'median' }],
    ['ridgeFive', { estimator: ridge(), count: 5 }],
    ['lasso', { estimator: lasso({ alpha: 0.01 }), threshold: 1e-5 }],
  ] as const)('selectFromModel is SelectFromModel: %s', async (name, options) => {
    expect((await chosen(selectFromModel(options), await scaled())).names).toEqual(reference.fromModel[name]);
  });

  it('recursiveElimination is RFE, one column a round', async () => {
    const step = recursiveElimination({ estimator: ridge(), count: 6, step: 0.01 });
    expect((await chosen(step, await scaled())).names).toEqual(reference.eliminated.one);
  });

  it('recursiveElimination is RFE, several columns a round', async () => {
    const step = recursiveElimination({ estimator: ridge(), share: 0.5, step: 0.2 });
    const { names, choices } = await chosen(step, await scaled());
    expect(names).toEqual(reference.eliminated.share);
    const rounds = choices.map(({ why }) => Number(/round (\d+) of/.exec(why)?.[1] ?? Number.NaN));
    const last = Math.max(...rounds.filter((round) => !Number.isNaN(round)));
    expect(rounds.map((round) => (Number.isNaN(round) ? 1 : last - round + 2))).toEqual(
      reference.eliminated.ranking,
    );
  });
});
