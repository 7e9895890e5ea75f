import type { ValuedColumn } from '../column';
import { histogramOf } from '../histogram';
import { quantile, sortedValues } from '../number-summary';
import { shownCount, shownValue } from './format';
import { type Html, html } from './html';

const width = 360;
const height = 120;
const top = 6;

/** How often numbers or days occur: bars over the range, the median as a line, quartiles as a band. */
export function histogramChart(column: ValuedColumn): Html {
  const sorted = sortedValues(column.values);
  const isWhole = column.kind === 'date' || (column.kind === 'number' && column.integer);
  const { edges, counts, below, above } = histogramOf(sorted, isWhole);
  const [low, high] = [edges[0], edges[edges.length - 1]];
  const most = Math.max(...counts);
  const x = (value: number) => ((Math.min(Math.max(value, low), high) - low) / (high - low)) * width;
  const bars = counts.map((count, bar) => {
    const left = x(edges[bar]);
    const bottom = (count / most) * (height - top);
    const barHeight = count === 0 ? 0 : Math.max(1, bottom);
    return html`<rect class="bar" x="${left.toFixed(1)}" y="${(height - barHeight).toFixed(1)}" width="${Math.max(0.8, x(edges[bar + 1]) - left - 1).toFixed(1)}" height="${barHeight.toFixed(1)}"><title>${rangeText(column, edges[bar], edges[bar + 1], isWhole)}: ${shownCount(count, 'row')}</title></rect>`;
  });
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => x(quantile(sorted, share)));
  const outside = [
    below > 0 && `${shownCount(below, 'row')} further left`,
    above > 0 && `${shownCount(above, 'row')} further right`,
  ].filter((text) => text !== false);
  return html`<figure class="chart">
<svg viewBox="0 0 ${width} ${height + 2}" role="img" aria-label="Distribution of ${column.name}">
<rect class="band" x="${lower.toFixed(1)}" y="0" width="${Math.max(1, upper - lower).toFixed(1)}" height="${height}"/>
${bars}
<line class="axis" x1="0" y1="${height + 0.5}" x2="${width}" y2="${height + 0.5}"/>
<line class="median" x1="${median.toFixed(1)}" y1="0" x2="${median.toFixed(1)}" y2="${height}"/>
</svg>
<div class="scale"><span>${shownValue(column, sorted[0] >= low ? Math.max(low, sorted[0]) : low)}</span><span class="key">line: median, band: middle half</span><span>${shownValue(column, Math.min(high, sorted[sorted.length - 1]))}</span></div>
${outside.length > 0 && html`<div class="note">${outside.join(', ')}</div>`}
</figure>`;
}

function rangeText(column: ValuedColumn, from: number, to: number, isWhole: boolean): string {
  if (isWhole && to - from === 1) return shownValue(column, from + 0.5);
  return `${shownValue(column, from)} to ${shownValue(column, to)}`;
}
