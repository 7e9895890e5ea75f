import { hasValues } from '../column';
import type { TableProfile } from '../table-profile';
import { shortened, shownNumber, shownShare } from './format';
import { type Html, html } from './html';

const bands = 60;
const rowHeight = 16;
const labelWidth = 190;
const width = 1080;

/** More lines are no longer looked at. */
const mostColumns = 60;

/**
 * Where in the file values are missing: a line per column that has gaps, the file from left to right, the
 * darker the more. Gaps that belong together, or begin somewhere, show as patterns.
 */
export function missingChart({ columns, rowCount }: TableProfile): Html | undefined {
  const gappy = columns
    .flatMap(({ column }) => (hasValues(column) && column.missing > 0 ? [column] : []))
    .sort((one, other) => other.missing - one.missing);
  if (gappy.length === 0) return undefined;
  const lines = gappy.slice(0, mostColumns).map((column, line) => {
    const y = line * rowHeight;
    const count = Math.min(bands, rowCount);
    const bandWidth = (width - labelWidth - 60) / count;
    const cells = Array.from({ length: count }, (_, band) => {
      const from = Math.floor((band * rowCount) / count);
      const to = Math.floor(((band + 1) * rowCount) / count);
      let missing = 0;
      for (let row = from; row < to; row++) if (Number.isNaN(column.values[row])) missing++;
      if (missing === 0) return html``;
      const share = missing / (to - from);
      return html`<rect class="gap" x="${(labelWidth + band * bandWidth).toFixed(1)}" y="${y + 1}" width="${bandWidth.toFixed(2)}" height="${rowHeight - 3}" fill-opacity="${(0.12 + 0.88 * share).toFixed(3)}"><title>rows ${from + 1} to ${to}: ${missing} missing</title></rect>`;
    });
    const text = shortened(column.name, 26);
    return html`<text x="${labelWidth - 8}" y="${y + 12}" text-anchor="end" font-size="12">${text}<title>${column.name}</title></text>
<rect class="rail" x="${labelWidth}" y="${y + 1}" width="${width - labelWidth - 60}" height="${rowHeight - 3}"/>${cells}
<text x="${width - 52}" y="${y + 12}" font-size="12">${shownShare(column.missing / rowCount)}</text>`;
  });
  const rest = gappy.length - lines.length;
  return html`<div class="scroll"><svg class="missing" viewBox="0 0 ${width} ${lines.length * rowHeight}" style="min-width:560px" role="img" aria-label="Missing values">${lines}</svg></div>
<p class="note">Each line is the file from its first row to its last; darker means more rows without a value.${rest > 0 && ` ${shownNumber(rest)} more columns have gaps.`}</p>`;
}
