import type { BooleanColumn, CategoryColumn } from '../column';
import { shownCount, shownShare } from './format';
import { type Html, html } from './html';

/** More rows make a card longer than they tell. */
const mostRows = 10;

/** How often texts occur: a bar each, the most frequent first. */
export function levelChart({ levels, rowCount, missing }: BooleanColumn | CategoryColumn): Html {
  const ordered = [...levels].sort((one, other) => other.count - one.count);
  const own = ordered.length <= mostRows ? ordered : ordered.slice(0, mostRows - 1);
  const rest = ordered.slice(own.length);
  const present = rowCount - missing;
  const restRows = rest.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(ordered[0].count, restRows);
  return html`<div class="rows">
${own.map(({ text, count }) => levelRow(html`<bdi>${text}</bdi>`, text, count, present, most))}
${rest.length > 0 && levelRow(html`<i>${shownCount(rest.length, 'other')}</i>`, `${rest.length} others`, restRows, present, most, 'rest')}
</div>`;
}

function levelRow(
  label: Html,
  title: string,
  count: number,
  present: number,
  most: number,
  style = '',
): Html {
  return html`<div class="row"><span class="label" title="${title}">${label}</span>${shareBar(count / most, style)}<span class="figure">${shownCount(count, 'row')} · ${shownShare(count / present)}</span></div>`;
}

/** A bar that fills a share of its place. */
export function shareBar(share: number, style = ''): Html {
  return html`<svg class="track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" width="100" height="10"/><rect class="bar ${style}" width="${Math.max(share > 0 ? 0.7 : 0, share * 100).toFixed(2)}" height="10"/></svg>`;
}
