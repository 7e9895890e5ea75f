import { median } from './median';

/** Something that is measured of every contender in every round. */
export interface Figure<Measure> {
  readonly name: string;
  /** Undefined where it cannot be measured. */
  of(measure: Measure): number | undefined;
  show(value: number): string;
}

/** Two contenders of which the figure of the first is told as so many times that of the second. */
export interface Comparison<Measure> {
  readonly of: string;
  readonly to: string;
  readonly figure: Figure<Measure>;
  /** What the median is wanted to be. */
  readonly wanted?: { readonly atLeast: number } | { readonly atMost: number };
  readonly note?: string;
}

/** A comparison over all rounds. */
export interface Ratio {
  readonly name: string;
  readonly figure: string;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly wanted?: string;
  readonly isMet?: boolean;
  readonly note?: string;
}

/** What contenders of one kind came to. */
export interface Section {
  readonly title: string;
  /** Of each contender and figure the median of the rounds. */
  readonly medians: readonly { readonly contender: string; readonly figures: readonly ShownFigure[] }[];
  readonly ratios: readonly Ratio[];
  readonly remarks: readonly string[];
}

export interface ShownFigure {
  readonly name: string;
  readonly value: number;
  readonly shown: string;
}

export interface SectionOptions<Measure> {
  readonly title: string;
  readonly figures: readonly Figure<Measure>[];
  readonly comparisons: readonly Comparison<Measure>[];
  readonly remarks?: readonly string[];
}

/** @param rounds - the measures of each contender, one per round, as `interleave` gives them */
export function sectionOf<Measure>(
  rounds: ReadonlyMap<string, readonly Measure[]>,
  { title, figures, comparisons, remarks = [] }: SectionOptions<Measure>,
): Section {
  return {
    title,
    medians: [...rounds].map(([contender, measures]) => ({
      contender,
      figures: figures.flatMap((figure) => mediansOf(figure, measures)),
    })),
    ratios: comparisons.flatMap((comparison) => ratioOf(rounds, comparison)),
    remarks,
  };
}

function mediansOf<Measure>(figure: Figure<Measure>, measures: readonly Measure[]): ShownFigure[] {
  const values = valuesOf(figure, measures);
  if (values === undefined) return [];
  const value = median(values);
  return [{ name: figure.name, value, shown: figure.show(value) }];
}

/** The ratio of each round, so that what disturbs a round disturbs both; none when there is no figure. */
function ratioOf<Measure>(
  rounds: ReadonlyMap<string, readonly Measure[]>,
  { of, to, figure, wanted, note }: Comparison<Measure>,
): Ratio[] {
  const [dividends, divisors] = [of, to].map((name) => {
    const measures = rounds.get(name);
    if (measures === undefined) throw new Error(`Contender ${name} must have been measured.`);
    return valuesOf(figure, measures);
  });
  if (dividends === undefined || divisors === undefined) return [];
  const ratios = dividends.map((value, round) => value / divisors[round]);
  const middle = median(ratios);
  return [
    {
      name: `${of} / ${to}`,
      figure: figure.name,
      min: Math.min(...ratios),
      median: middle,
      max: Math.max(...ratios),
      ...(wanted && { wanted: textOf(wanted), isMet: isMet(wanted, middle) }),
      ...(note !== undefined && { note }),
    },
  ];
}

function valuesOf<Measure>(figure: Figure<Measure>, measures: readonly Measure[]): number[] | undefined {
  const values = measures.map(figure.of).filter((value) => value !== undefined);
  return values.length < measures.length ? undefined : values;
}

function textOf(wanted: NonNullable<Comparison<never>['wanted']>): string {
  return 'atLeast' in wanted ? `at least ${wanted.atLeast}` : `at most ${wanted.atMost}`;
}

function isMet(wanted: NonNullable<Comparison<never>['wanted']>, value: number): boolean {
  return 'atLeast' in wanted ? value >= wanted.atLeast : value <= wanted.atMost;
}
