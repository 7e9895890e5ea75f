import { type BinGroup, binsOf } from '../bins';
import type { ValuedColumn } from '../column';
import { quantile } from '../number-summary';
import type { ClassTarget, NumericTarget, ObservedTarget } from '../target';
import { shownCount, shownNumber, shownShare, shownValue } from './format';
import { type Html, html } from './html';

const mostGroups = 8;

/** How the target differs between the rows of a column: a line for each range or text. */
export function relationChart(column: ValuedColumn, target: ObservedTarget): Html {
  const { codes, groups } = binsOf(column, mostGroups);
  const rows = rowsByGroup(codes, groups.length, target.values);
  const lines =
    target.task === 'regression'
      ? numberLines(rows, target)
      : rows.map((values) => classLine(values, target));
  return html`<div class="rows">
${groups.map((group, index) => {
  const { text, label } = labelOf(group, column);
  return html`<div class="row"><span class="label" title="${text}">${label}</span>${lines[index].drawing}<span class="figure">${lines[index].figure}</span></div>`;
})}
</div>`;
}

interface Line {
  readonly drawing: Html;
  readonly figure: string;
}

/** The target's values of the rows in each group, without missing ones. */
function rowsByGroup(codes: Int32Array, groups: number, values: Float64Array): Float64Array[] {
  const gathered: number[][] = Array.from({ length: groups }, () => []);
  for (let row = 0; row < codes.length; row++) {
    if (!Number.isNaN(values[row])) gathered[codes[row]].push(values[row]);
  }
  return gathered.map((group) => Float64Array.from(group));
}

/** Median and middle half of each group, on one scale for all of them. */
function numberLines(rows: readonly Float64Array[], { values }: NumericTarget): Line[] {
  const sorted = rows.map((group) => group.sort());
  const filled = sorted.filter(({ length }) => length > 0);
  const low = Math.min(...filled.map((group) => quantile(group, 0.25)));
  const high = Math.max(...filled.map((group) => quantile(group, 0.75)));
  const all = values.filter((value) => !Number.isNaN(value)).sort();
  const x = (value: number) => (high > low ? 2 + ((value - low) / (high - low)) * 96 : 50);
  const overall = x(Math.min(high, Math.max(low, quantile(all, 0.5))));
  return sorted.map((group): Line => {
    const rail = html`<rect class="rail" width="100" height="10"/><rect class="middle" x="${(overall - 0.2).toFixed(2)}" width="0.4" height="10"/>`;
    if (group.length === 0) return { drawing: track(rail), figure: 'no rows' };
    const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => quantile(group, share));
    return {
      drawing: track(
        html`${rail}<rect class="bar" x="${x(lower).toFixed(2)}" y="2.5" width="${Math.max(0.5, x(upper) - x(lower)).toFixed(2)}" height="5"/><rect class="tick" x="${(x(median) - 0.6).toFixed(2)}" width="1.2" height="10"/>`,
        `middle half ${shownNumber(lower)} to ${shownNumber(upper)}, ${shownCount(group.length, 'row')}`,
      ),
      figure: shownNumber(median),
    };
  });
}

/** As many classes as there are colours to tell apart; the others share one. */
export const mostColours = 7;

/** The shares of the classes in a group, side by side. */
function classLine(values: Float64Array, { classes }: ClassTarget): Line {
  if (values.length === 0)
    return { drawing: track(html`<rect class="rail" width="100" height="10"/>`), figure: 'no rows' };
  const counts = new Float64Array(classes.length);
  for (const value of values) counts[value]++;
  let left = 0;
  const parts = classes.map(({ text }, index) => {
    const width = (counts[index] / values.length) * 100;
    const part = html`<rect class="class${Math.min(index, mostColours)}" x="${left.toFixed(2)}" width="${width.toFixed(2)}" height="10"><title>${text}: ${shownShare(width / 100)}, ${shownCount(counts[index], 'row')}</title></rect>`;
    left += width;
    return width > 0 && part;
  });
  // Of two classes the share of the second says all.
  const figure =
    classes.length === 2 ? shownShare(counts[1] / values.length) : shownCount(values.length, 'row');
  return { drawing: track(html`${parts}`), figure };
}

function track(content: Html, title?: string): Html {
  return html`<svg class="track" viewBox="0 0 100 10" preserveAspectRatio="none">${title !== undefined && html`<title>${title}</title>`}${content}</svg>`;
}

function labelOf(group: BinGroup, column: ValuedColumn): { text: string; label: Html } {
  switch (group.kind) {
    case 'level':
      return { text: group.text, label: html`<bdi>${group.text}</bdi>` };
    case 'others':
      return italic(shownCount(group.levels, 'other'));
    case 'missing':
      return italic('missing');
    case 'range': {
      const [from, to] = [shownValue(column, group.from), shownValue(column, group.to)];
      const text = from === to ? from : `${from} to ${to}`;
      return { text, label: html`${text}` };
    }
    default:
      return group satisfies never;
  }
}

function italic(text: string): { text: string; label: Html } {
  return { text, label: html`<i>${text}</i>` };
}
