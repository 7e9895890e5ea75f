import type { Correlations } from '../correlations';
import { shortened } from './format';
import { type Html, html } from './html';

const labelWidth = 150;
const mostCharacters = 20;

/** The correlations of every two columns as squares: blue rise together, red one falls as the other rises. */
export function heatMap({ names, values }: Correlations): Html {
  const size = names.length;
  const side = Math.max(12, Math.min(34, Math.floor(760 / size)));
  const fontSize = Math.min(12, side - 1);
  const reach = names.map((name, index) => labelHeight(name, fontSize) - (index + 1) * side);
  const top = Math.ceil(Math.max(...reach, 0));
  const width = labelWidth + size * side;
  const cells = names.flatMap((row, y) =>
    names.slice(0, y).map((column, x) => {
      const value = values[y * size + x];
      if (Number.isNaN(value)) return html``;
      const [left, up] = [labelWidth + x * side, top + y * side];
      const figure =
        side >= 26
          ? html`<text class="${Math.abs(value) > 0.6 ? 'onfill' : 'offfill'}" x="${left + side / 2}" y="${up + side / 2 + 3.5}" text-anchor="middle" font-size="10">${value.toFixed(2).replace('0.', '.').replace('-0', '-')}</text>`
          : html``;
      return html`<g><rect class="${value < 0 ? 'negative' : 'positive'}" x="${left}" y="${up}" width="${side - 1}" height="${side - 1}" rx="2" fill-opacity="${Math.abs(value).toFixed(3)}"><title>${row} and ${column}: ${value.toFixed(3)}</title></rect>${figure}</g>`;
    }),
  );
  const labels = names.map((name, index) => {
    const at = index * side + side / 2;
    const text = shortened(name, mostCharacters);
    return html`${index > 0 && html`<text x="${labelWidth - 6}" y="${top + at + 4}" text-anchor="end" font-size="${fontSize}">${text}<title>${name}</title></text>`}
${index < size - 1 && html`<text transform="translate(${labelWidth + at + 3} ${top + (index + 1) * side - 5}) rotate(-55)" font-size="${fontSize}">${text}<title>${name}</title></text>`}`;
  });
  return html`<div class="scroll"><svg class="heat" viewBox="0 0 ${width + 90} ${top + size * side}" style="min-width:${Math.min(width, 620)}px;max-width:${width + 90}px" role="img" aria-label="Correlations">
${cells}${labels}
</svg></div>`;
}

/** How far a label reaches upwards from its lower end, at 55 degrees; letters are 0.6 of their size wide on average. */
function labelHeight(name: string, fontSize: number): number {
  const characters = Math.min(name.length, mostCharacters);
  return characters * fontSize * 0.6 * Math.sin((55 * Math.PI) / 180) + 16;
}
