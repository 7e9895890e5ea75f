import { median } from './median';

/** Two contenders of which the first is told as so many times the second. */
export interface Comparison {
  readonly of: string;
  readonly to: string;
  readonly note?: string;
}

/**
 * Tells times and ratios as text: of each contender the median, of each comparison the least, middle and
 * largest ratio of the rounds.
 *
 * @param times - milliseconds per run, one number per round, as `interleave` gives them
 */
export function compared(
  times: ReadonlyMap<string, readonly number[]>,
  comparisons: readonly Comparison[],
): string {
  const width = Math.max(...[...times.keys(), ...comparisons.map(nameOf)].map((name) => name.length));
  const medians = [...times].map(([name, values]) => `${name.padEnd(width)}  ${duration(median(values))}`);
  const ratios = comparisons.map((comparison) => {
    const [of, to] = [comparison.of, comparison.to].map((name) => roundsOf(times, name));
    const byRound = of.map((value, round) => value / to[round]);
    const figures = [Math.min(...byRound), median(byRound), Math.max(...byRound)].map(figure).join(' ');
    return `${nameOf(comparison).padEnd(width)}  ${figures}  ${comparison.note ?? ''}`.trimEnd();
  });
  return [
    `${'median of the rounds'.padEnd(width)}  per run`,
    ...medians,
    '',
    `${'ratio'.padEnd(width)}      min   median      max`,
    ...ratios,
  ].join('\n');
}

function nameOf({ of, to }: Comparison): string {
  return `${of} / ${to}`;
}

function roundsOf(times: ReadonlyMap<string, readonly number[]>, name: string): readonly number[] {
  const rounds = times.get(name);
  if (rounds === undefined) throw new Error(`Contender ${name} must have been measured.`);
  return rounds;
}

function figure(value: number): string {
  return value.toFixed(value < 10 ? 3 : 1).padStart(8);
}

function duration(ms: number): string {
  return ms < 10 ? `${(ms * 1000).toFixed(1).padStart(8)} µs` : `${ms.toFixed(1).padStart(8)} ms`;
}
