import { hasValues, type ValuedColumn } from '../column';
import { sortedValues, summarise } from '../number-summary';
import type { ProfiledColumn, TableProfile } from '../table-profile';
import type { Warning } from '../warning';
import { shownCount, shownNumber, shownShare, shownValue } from './format';
import { histogramChart } from './histogram-chart';
import { type Html, html } from './html';
import { levelChart } from './level-chart';
import { relationChart } from './relation-chart';

/** All about one column: what it is, how it is distributed, how the target hangs on it. */
export function columnCard(profile: TableProfile, profiled: ProfiledColumn, place: number): Html {
  const { column, share } = profiled;
  const { target } = profile;
  const isTarget = target?.place === place;
  const warnings = profile.warnings.filter((warning) => warning.column === place);
  return html`<article class="card${isTarget && ' is-target'}" id="c${place}">
<header><h3><bdi>${column.name.trim() === '' ? `"${column.name}"` : column.name}</bdi></h3>
<span class="kind ${column.kind}">${kindName(column)}</span>${isTarget && html`<span class="kind target">target</span>`}
${share !== undefined && html`<span class="share" title="Share of the target that this column explains by itself">explains ${shownShare(share)}</span>`}</header>
${warnings.map(warningLine)}
${
  hasValues(column)
    ? html`<div class="halves"><div>${facts(column)}${distribution(column)}</div>
${target !== undefined && !isTarget && column.distinct > 1 && html`<div><h4>${relationTitle(profile)}</h4>${relationChart(column, target.observed)}</div>`}</div>`
    : html``
}
</article>`;
}

/** A warning with its mark. */
export function warningLine({ severity, topic, text }: Warning): Html {
  return html`<p class="warning ${severity}"><b>${topic}</b> ${text}</p>`;
}

function kindName(column: ProfiledColumn['column']): string {
  if (column.kind === 'number') return column.integer ? 'whole number' : 'number';
  if (column.kind === 'boolean') return 'yes / no';
  return column.kind;
}

function distribution(column: ValuedColumn): Html {
  return column.kind === 'category' || column.kind === 'boolean'
    ? levelChart(column)
    : histogramChart(column);
}

function facts(column: ValuedColumn): Html {
  const { missing, rowCount, distinct } = column;
  const entries: (readonly [string, string])[] = [
    ['different', shownNumber(distinct)],
    ['missing', missing === 0 ? 'none' : `${shownNumber(missing)} (${shownShare(missing / rowCount)})`],
  ];
  if (column.missingTexts.length > 0) entries.push(['written as', column.missingTexts.join('  ')]);
  if (column.kind === 'number' || column.kind === 'date') {
    const summary = summarise(sortedValues(column.values));
    entries.push(
      ['lowest', shownValue(column, summary.min)],
      ['median', shownValue(column, summary.median)],
      ['highest', shownValue(column, summary.max)],
    );
    if (column.kind === 'number') {
      entries.push(
        ['mean', shownNumber(summary.mean)],
        ['std. deviation', shownNumber(summary.standardDeviation)],
        ['zeros', summary.zeros === 0 ? 'none' : shownCount(summary.zeros, 'row')],
      );
    }
  }
  return html`<dl>${entries.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>`;
}

function relationTitle({ target, columns }: TableProfile): Html {
  if (target === undefined) return html``;
  const name = html`<bdi>${columns[target.place].column.name}</bdi>`;
  if (target.observed.task === 'regression') return html`Median of ${name}`;
  const { classes } = target.observed;
  return classes.length === 2
    ? html`Share of ${name} = <bdi>${classes[1].text}</bdi>`
    : html`Classes of ${name}`;
}
