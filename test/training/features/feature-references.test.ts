import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeRows } from '../../../src/contract';
import {
  binarize,
  bins,
  type Column,
  countEncode,
  cyclic,
  type DatePart,
  dateParts,
  everything,
  except,
  minMaxScale,
  named,
  ordinal,
  ordinalByTarget,
  polynomial,
  power,
  rareLevels,
  ratio,
  robustScale,
  type Step,
  targetEncode,
  winsorize,
  yearsSince,
  yeoJohnson,
} from '../../../src/training';
import { slotsOf } from '../../../src/training/features/category-slots';
import { crossEncoding } from '../../../src/training/features/target-encoding';
import { runTransform } from '../../../src/training/run-graph';
import { expectSameNumbers } from '../../support/same-numbers';
import { tolerances } from '../../support/tolerances';
import { categoryColumn, numberColumn } from '../columns';
import { matrixOf, rowsOf } from '../matrices';
import { fitTransform, type StepData, selected } from './fit-alone';

type Table = readonly (readonly (number | null)[])[];
type TargetKind = 'continuous' | 'binary' | 'multiclass';

/** Written by scripts/references/make_feature_references.py. */
interface Reference {
  readonly fittedRows: number;
  readonly numbers: Readonly<
    Record<
      | 'complete'
      | 'holed'
      | 'minMax'
      | 'minMaxClipped'
      | 'robust'
      | 'robustWide'
      | 'winsorized'
      | 'square'
      | 'mirroredRoot'
      | 'polynomial'
      | 'interactions'
      | 'binarized'
      | 'cyclic',
      Table
    >
  > & {
    readonly bins: Readonly<Record<'width' | 'quantile', Table>>;
    readonly oneHotBins: Readonly<Record<'width' | 'quantile', Table>>;
    readonly yeoJohnson: {
      readonly scaled: Table;
      readonly plain: Table;
      readonly lambdas: readonly number[];
    };
    readonly ratio: readonly (number | null)[];
  };
  readonly categories: Readonly<Record<'ordinal' | 'rare' | 'ordinalByTarget' | 'counts', Table>> & {
    readonly vocabulary: readonly string[];
    readonly texts: readonly (readonly (string | null)[])[];
    readonly targets: Readonly<Record<TargetKind, readonly number[]>>;
    readonly order: readonly string[];
    readonly targetEncoded: readonly {
      readonly target: TargetKind;
      readonly smooth: 'auto' | number;
      readonly folds: readonly number[];
      /** Of the fitted rows, each by the other folds. */
      readonly crossed: Table;
      readonly values: Table;
    }[];
  };
  readonly dates: {
    readonly days: readonly (readonly number[])[];
    readonly dateParts: Table;
    readonly yearsSince: readonly number[];
    readonly yearsUntil2030: readonly number[];
  };
}

const path = join(__dirname, '../../references/features.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference;
const { fittedRows, numbers, categories, dates } = reference;
const close = { tolerance: tolerances.transformer, floor: 1 };
const classesOf = { continuous: 0, binary: 2, multiclass: 3 } as const;

const holed = numberData(numbers.holed);
const complete = numberData(numbers.complete);
const texts: StepData = {
  columns: ['roof', 'wall'].map((name) => categoryColumn(name, ...categories.vocabulary)),
  x: matrixOf(
    categories.texts.map((row) =>
      row.map((text) => (text === null ? Number.NaN : categories.vocabulary.indexOf(text))),
    ),
  ),
  target: categories.targets.continuous,
};
const days: StepData = {
  columns: ['first', 'second'].map((name): Column => ({ name, kind: 'date', features: [name] })),
  x: matrixOf(dates.days),
};

function numberData(table: Table): StepData {
  return { columns: table[0].map((_, index) => numberColumn(`x${index}`)), x: matrixOf(fromJson(table)) };
}

function fromJson(table: Table): number[][] {
  return table.map((row) => row.map((value) => value ?? Number.NaN));
}

/** What a step makes of all rows when it was fitted on the first ones, as the reference was. */
async function transformed(step: Step, data: StepData): Promise<number[][]> {
  const first = takeRows(data.x, [...new Array(Math.min(fittedRows, data.x.rows)).keys()]);
  const { emit } = await fitTransform(step, { ...data, x: first });
  return rowsOf(await runTransform(emit, selected(step, data).x));
}

describe('numbers, against scikit-learn and numpy', () => {
  const columns = everything;

  it.each<[string, Table, Step]>([
    ['minMaxScale is MinMaxScaler', numbers.minMax, minMaxScale()],
    [
      'minMaxScale with limits is MinMaxScaler with clip',
      numbers.minMaxClipped,
      minMaxScale({ low: -2, high: 3, clip: true }),
    ],
    ['robustScale is RobustScaler', numbers.robust, robustScale()],
    ['robustScale of other quantiles', numbers.robustWide, robustScale({ low: 0.1, high: 0.9 })],
    ['winsorize is clip at nanquantile', numbers.winsorized, winsorize({ low: 0.05, high: 0.9 })],
    ['yeoJohnson is PowerTransformer', numbers.yeoJohnson.scaled, yeoJohnson()],
    ['bins by width are KBinsDiscretizer', numbers.bins.width, bins({ columns, count: 5, by: 'width' })],
    ['bins by quantile are KBinsDiscretizer', numbers.bins.quantile, bins({ columns, count: 5 })],
    ['power is a power', numbers.square, power({ columns, exponent: 2 })],
    ['power with mirrored signs', numbers.mirroredRoot, power({ columns, exponent: 0.5, signs: 'mirrored' })],
    ['cyclic is a sine and a cosine', numbers.cyclic, cyclic({ columns, period: 7 })],
  ])('%s', async (_, expected, step) => {
    expectSameNumbers((await transformed(step, holed)).flat(), fromJson(expected).flat(), close);
  });

  it('the powers of yeoJohnson are those of PowerTransformer', async () => {
    const first = takeRows(holed.x, [...new Array(fittedRows).keys()]);
    const { detail } = await fitTransform(yeoJohnson(), { ...holed, x: first });
    const { lambdas } = detail as { lambdas: Record<string, number> };
    expectSameNumbers(Object.values(lambdas), numbers.yeoJohnson.lambdas, close);
  });

  it('yeoJohnson without scaling is PowerTransformer without', async () => {
    // What becomes of the years is 1e103, which no float32 holds.
    const columns = except(everything, 'x3');
    const made = await transformed(yeoJohnson({ columns, scale: false }), holed);
    const expected = fromJson(numbers.yeoJohnson.plain).map((row) => row.filter((_, column) => column !== 3));
    expectSameNumbers(made.flat(), expected.flat(), close);
  });

  it.each(['width', 'quantile'] as const)('one-hot bins by %s are KBinsDiscretizer', async (by) => {
    const step = bins({ columns: named('x0', 'x1', 'x2'), count: 5, by, output: 'one-hot' });
    expectSameNumbers((await transformed(step, holed)).flat(), fromJson(numbers.oneHotBins[by]).flat());
  });

  it.each([
    ['polynomial', {}],
    ['interactions', { squares: false }],
  ] as const)('%s are PolynomialFeatures', async (name, options) => {
    const three = named('x0', 'x1', 'x2');
    const products = await transformed(polynomial({ columns: three, ...options }), complete);
    const table = rowsOf(complete.x).map((row, index) => [...row.slice(0, 3), ...products[index]]);
    expectSameNumbers(table.flat(), fromJson(numbers[name]).flat(), close);
  });

  it('binarize is Binarizer', async () => {
    const made = await transformed(binarize({ columns, threshold: 1.1 }), complete);
    expectSameNumbers(made.flat(), fromJson(numbers.binarized).flat());
  });

  it('ratio is a quotient, missing where it has none', async () => {
    const made = await transformed(ratio({ name: 'r', of: 'x0', by: 'x2' }), holed);
    expectSameNumbers(made.flat(), fromJson([numbers.ratio])[0], close);
  });
});

describe('categories, against scikit-learn and pandas', () => {
  it('ordinal is OrdinalEncoder with categories', async () => {
    const { order } = categories;
    const made = await transformed(ordinal({ order: { roof: order, wall: order } }), texts);
    expectSameNumbers(made.flat(), fromJson(categories.ordinal).flat());
  });

  it('rareLevels is OrdinalEncoder with min_frequency', async () => {
    const made = await transformed(rareLevels({ minCount: 4 }), texts);
    const expected = fromJson(categories.rare);
    // What scikit-learn has not seen is -1 to it even where there are rare levels; to us it is one of them.
    const rare = Math.max(...expected.map(([roof]) => roof || 0));
    const ours = expected.map(([roof, wall]) => [roof === -1 ? rare : roof, wall]);
    expectSameNumbers(made.flat(), ours.flat());
  });

  it('ordinalByTarget is the rank of the mean', async () => {
    const made = await transformed(ordinalByTarget(), texts);
    expectSameNumbers(made.flat(), fromJson(categories.ordinalByTarget).flat());
  });

  it.each(['count', 'share'] as const)('countEncode is value_counts, as %s', async (as) => {
    const made = await transformed(countEncode({ as }), texts);
    const whole = as === 'count' ? 1 : fittedRows;
    const expected = fromJson(categories.counts).flat();
    expectSameNumbers(
      made.flat(),
      expected.map((count) => count / whole),
      close,
    );
  });

  it.each(categories.targetEncoded.map((encoded) => [encoded.target, encoded.smooth, encoded] as const))(
    'targetEncode of a %s target, smooth %s, is TargetEncoder',
    async (kind, smooth, { values }) => {
      const data = { ...texts, target: categories.targets[kind], classes: classesOf[kind] };
      const made = await transformed(targetEncode({ smooth }), data);
      expectSameNumbers(made.flat(), fromJson(values).flat(), close);
    },
  );

  it.each(categories.targetEncoded.map((encoded) => [encoded.target, encoded.smooth, encoded] as const))(
    'training rows of a %s target, smooth %s, are those of its fit_transform',
    (kind, smooth, { folds, crossed }) => {
      const first = takeRows(texts.x, [...new Array(fittedRows).keys()]);
      const target = Float64Array.from(categories.targets[kind]);
      const labels = kind === 'multiclass' ? [0, 1, 2] : [undefined];
      const columns = texts.columns.flatMap((column, index) =>
        labels.map((label) =>
          crossEncoding(
            slotsOf(first, index, column),
            label === undefined ? target : target.map((value) => (value === label ? 1 : 0)),
            Int32Array.from(folds),
            smooth,
          ),
        ),
      );
      const made = fromJson(crossed).map((_, row) => columns.map((column) => column[row]));
      expectSameNumbers(made.flat(), fromJson(crossed).flat(), close);
    },
  );
});

describe('dates, against pandas', () => {
  it('dateParts are those of Series.dt', async () => {
    const parts: readonly DatePart[] = [
      'year',
      'month',
      'day',
      'dayOfWeek',
      'dayOfYear',
      'quarter',
      'isWeekend',
    ];
    const made = await transformed(dateParts({ parts }), days);
    expectSameNumbers(made.flat(), fromJson(dates.dateParts).flat());
  });

  it('yearsSince is a difference in mean years', async () => {
    const between = await transformed(yearsSince({ name: 'age', since: 'first', at: 'second' }), days);
    expectSameNumbers(between.flat(), dates.yearsSince, close);
    const until = await transformed(yearsSince({ name: 'age', since: 'first', at: 2030 }), days);
    expectSameNumbers(until.flat(), dates.yearsUntil2030, close);
  });
});
