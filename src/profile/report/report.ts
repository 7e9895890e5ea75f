import { hasValues } from '../column';
import type { TableProfile } from '../table-profile';
import type { Warning } from '../warning';
import { columnCard } from './column-card';
import { shownCount, shownNumber, shownShare } from './format';
import { heatMap } from './heat-map';
import { type Html, html } from './html';
import { shareBar } from './level-chart';
import { missingChart } from './missing-chart';
import { mostColours } from './relation-chart';
import { style } from './style';

export interface ReportOptions {
  /** What the report calls the table: the name of its file. */
  readonly title: string;
}

/**
 * A profile as one HTML page: no script, nothing loaded from elsewhere, light and dark, fit to print.
 * Whatever comes from the data is escaped.
 */
export function profileReport(profile: TableProfile, { title }: ReportOptions): string {
  const sections = [
    overview(profile),
    warningList(profile),
    targetSection(profile),
    missingSection(profile),
    correlationSection(profile),
    columnSection(profile),
  ].filter((section) => section !== undefined);
  return `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}: profile</title><style>${style}</style></head><body>
<header class="top"><div><p class="eyebrow">Data profile</p><h1><bdi>${title}</bdi></h1></div>
<nav>${sections.map(({ id, name }) => html`<a href="#${id}">${name}</a>`)}</nav></header>
<main>${sections.map(({ id, name, content }) => html`<section id="${id}"><h2>${name}</h2>${content}</section>`)}</main>
<footer>Written by predictql profile.</footer></body></html>
`.text
  }`;
}

interface Section {
  readonly id: string;
  readonly name: string;
  readonly content: Html;
}

function overview({ rowCount, columns, repeatedRows, warnings, remarks }: TableProfile): Section {
  const cells = rowCount * columns.length;
  const missing = columns.reduce((sum, { column }) => sum + ('missing' in column ? column.missing : 0), 0);
  const grave = warnings.filter(({ severity }) => severity !== 'low').length;
  const kinds = [...new Set(columns.map(({ column }) => column.kind))]
    .map((kind) => [kind, columns.filter(({ column }) => column.kind === kind).length] as const)
    .sort(([, one], [, other]) => other - one);
  let left = 0;
  const strip = kinds.map(([kind, count]) => {
    const width = (count / columns.length) * 100;
    const part = html`<rect class="${kind}" x="${left.toFixed(2)}" width="${Math.max(0.4, width - 0.4).toFixed(2)}" height="10"><title>${kind}: ${shownCount(count, 'column')}</title></rect>`;
    left += width;
    return part;
  });
  return {
    id: 'overview',
    name: 'Overview',
    content: html`<div class="tiles">
${tile('rows', shownNumber(rowCount))}${tile('columns', shownNumber(columns.length))}
${tile('cells missing', shownShare(missing / cells))}${tile('repeated rows', repeatedRows === 0 ? 'none' : shownNumber(repeatedRows))}
${tile('to look at', grave === 0 ? 'nothing' : shownNumber(grave))}</div>
<svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="Kinds of columns">${strip}</svg>
<ul class="legend">${kinds.map(([kind, count]) => html`<li><i class="${kind}"></i>${kind} ${count}</li>`)}</ul>
${remarks.map((remark) => html`<p class="note">${remark}</p>`)}`,
  };
}

function tile(label: string, figure: string): Html {
  return html`<div class="tile"><b>${figure}</b><span>${label}</span></div>`;
}

const severityNames = {
  high: 'Most likely spoils a model',
  medium: 'Look at these',
  low: 'Good to know',
} as const;

function warningList({ warnings, columns }: TableProfile): Section {
  const groups = (['high', 'medium', 'low'] as const).map((severity) => {
    const found = warnings.filter((warning) => warning.severity === severity);
    const lines = found.map((warning) => html`<li>${warningTarget(warning, columns)} ${warning.text}</li>`);
    return (
      found.length > 0 &&
      html`<details class="warnings ${severity}"${severity !== 'low' && html` open`}><summary>${severityNames[severity]} <span>${found.length}</span></summary><ul>${lines}</ul></details>`
    );
  });
  const content = warnings.length === 0 ? html`<p class="note">Nothing stands out.</p>` : html`${groups}`;
  return { id: 'warnings', name: 'Warnings', content };
}

function warningTarget({ column, topic }: Warning, columns: TableProfile['columns']): Html {
  const badge = html`<span class="topic">${topic}</span>`;
  if (column === undefined) return badge;
  return html`${badge} <a href="#c${column}"><bdi>${columns[column].column.name}</bdi></a>`;
}

/** As many columns as one compares. */
const mostCompared = 20;

function targetSection({ target, columns }: TableProfile): Section | undefined {
  if (target === undefined) return undefined;
  const { observed, place } = target;
  const compared = columns
    .map(({ column, share = 0 }, index) => ({ column, share, index }))
    .filter(({ column, index }) => index !== place && hasValues(column))
    .sort((one, other) => other.share - one.share)
    .slice(0, mostCompared);
  const legend =
    observed.task === 'classification' &&
    html`<ul class="legend">${observed.classes.slice(0, mostColours).map(({ text, count }, index) => html`<li><i class="class${index}"></i><bdi>${text}</bdi> · ${shownCount(count, 'row')}</li>`)}${observed.classes.length > mostColours && html`<li><i class="class${mostColours}"></i>${shownCount(observed.classes.length - mostColours, 'other')}</li>`}</ul>`;
  return {
    id: 'target',
    name: 'Target',
    content: html`<p><a href="#c${place}"><bdi>${columns[place].column.name}</bdi></a> is to be predicted: a ${observed.task}. The bars tell how much of it each column explains by itself, over groups of its values and corrected for chance.</p>
${legend}
<div class="rows wide">${compared.map(({ column, share, index }) => html`<div class="row"><a class="label" href="#c${index}" title="${column.name}"><bdi>${column.name}</bdi></a>${shareBar(share)}<span class="figure">${shownShare(share)}</span></div>`)}</div>
${columns.length - 1 > compared.length && html`<p class="note">The ${compared.length} strongest of ${columns.length - 1} columns.</p>`}`,
  };
}

function missingSection(profile: TableProfile): Section {
  const chart = missingChart(profile);
  const empty = profile.columns.filter(({ column }) => column.kind === 'empty').length;
  return {
    id: 'missing',
    name: 'Missing values',
    content: html`${chart ?? html`<p class="note">No value is missing.</p>`}${empty > 0 && html`<p class="note">${shownCount(empty, 'column holds', 'columns hold')} nothing at all.</p>`}`,
  };
}

function correlationSection({ correlations, columns }: TableProfile): Section | undefined {
  const { names, values } = correlations;
  if (names.length < 2) return undefined;
  const pairs = names
    .flatMap((one, y) =>
      names.slice(0, y).map((other, x) => ({ one, other, value: values[y * names.length + x] })),
    )
    .filter(({ value }) => Math.abs(value) >= 0.8)
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
    .slice(0, 12);
  const ordered = columns.filter(({ column }) => hasValues(column) && column.kind !== 'category').length;
  return {
    id: 'correlations',
    name: 'Correlations',
    content: html`<p class="note">Rank correlations (Spearman) of numbers, days and yes / no: <i class="swatch positive"></i> they rise together, <i class="swatch negative"></i> one falls as the other rises.${ordered > names.length && ` ${names.length} of ${ordered} columns are shown.`}</p>
${heatMap(correlations)}
${pairs.length > 0 && html`<ul class="pairs">${pairs.map(({ one, other, value }) => html`<li><b>${value.toFixed(2)}</b> <bdi>${one}</bdi> and <bdi>${other}</bdi></li>`)}</ul>`}`,
  };
}

function columnSection(profile: TableProfile): Section {
  return {
    id: 'columns',
    name: 'Columns',
    content: html`${profile.columns.map((column, place) => columnCard(profile, column, place))}`,
  };
}
