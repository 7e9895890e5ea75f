import type { Ratio, Section } from './section';

/** A section for people: the medians of the rounds, the ratios with their spread, what is to be said. */
export function reportOf({ title, medians, ratios, remarks }: Section): string {
  const names = medians[0]?.figures.map(({ name }) => name) ?? [];
  const figures = table([
    ['median of the rounds', ...names],
    ...medians.map(({ contender, figures }) => [contender, ...figures.map(({ shown }) => shown)]),
  ]);
  const blocks = [
    `-- ${title}`,
    figures,
    ...(ratios.length > 0 ? [tableOf(ratios)] : []),
    remarks.join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function tableOf(ratios: readonly Ratio[]): string {
  return table([
    ['ratio', 'of', 'min', 'median', 'max', ''],
    ...ratios.map((ratio) => [
      ratio.name,
      ratio.figure,
      ...[ratio.min, ratio.median, ratio.max].map((value) => value.toFixed(value < 10 ? 2 : 1)),
      verdictOf(ratio),
    ]),
  ]);
}

function verdictOf({ wanted, isMet, note }: Ratio): string {
  const verdict = wanted === undefined ? [] : [`${wanted} wanted${isMet ? '' : ': MISSED'}`];
  return [...verdict, ...(note === undefined ? [] : [note])].join('; ');
}

/** Columns side by side: the first and the last to the left, figures to the right. */
function table(lines: readonly (readonly string[])[]): string {
  const columns = Math.max(...lines.map((line) => line.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isNumeric(cell) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function isNumeric(cell: string): boolean {
  return /^[\d.,]+( \S+)?$/.test(cell);
}
