import { shown } from '../contract';
import type { DataSource } from '../data';
import type { FeaturePlan } from './feature-plan';
import {
  type Code,
  callCode,
  codeLines,
  keyLiteral,
  lineWidth,
  listCode,
  objectCode,
  prefixed,
  textLiteral,
} from './literal';
import { NameGiver } from './names';
import type { TargetPlan } from './plan-target';
import type { ScaffoldOptions } from './scaffold';
import { boostingSettings } from './settings';

export interface PlannedFeature {
  readonly name: string;
  readonly plan: Extract<FeaturePlan, { use: 'feature' }>;
}

export interface DefinitionParts {
  readonly source: DataSource;
  readonly options: ScaffoldOptions;
  readonly target: TargetPlan;
  readonly features: readonly PlannedFeature[];
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  readonly remarks: readonly string[];
}

/** The text of a definition file. */
export function definitionText(parts: DefinitionParts): string {
  const { source, options, target, features, leftOut, remarks } = parts;
  const imports = new Set([
    'boosting',
    'defineModel',
    source.format,
    target.observed.task,
    ...features.map(({ plan }) => plan.kind),
  ]);
  const settings = Object.entries(boostingSettings(target.rows, target.observed));
  const lines = [
    `import { ${[...imports].sort().join(', ')} } from 'predictql';`,
    '',
    ...comment('', [
      `Predicts ${shown(target.column.name)} of ${shown(options.dataPath)}, learned from ${target.rows} rows.`,
      'A first draft, from what the data look like: add what you know, such as units, descriptions and limits.',
      ...remarks,
    ]),
    `export const ${constantName(options.name, imports)} = defineModel({`,
    `  name: ${textLiteral(options.name)},`,
    '  major: 1,',
    `  title: ${textLiteral(titleOf(options.name))},`,
    ...comment('  ', target.remarks),
    ...entryLines('  ', 'task', taskCode(target)),
    '  features: {',
    ...features.flatMap(({ name, plan }) => [
      ...comment('    ', plan.remarks),
      ...entryLines('    ', name, featureCode(name, plan)),
    ]),
    ...leftOutLines(leftOut),
    '  },',
    ...entryLines('  ', 'data', dataCode(parts)),
    '  // Boosting takes missing values and categories as they are; steps that prepare columns go here.',
    '  pipeline: [],',
    ...entryLines(
      '  ',
      'estimator',
      callCode('boosting', objectCode(settings.map(([name, value]) => [name, String(value)]))),
    ),
    '});',
  ];
  return `${lines.join('\n')}\n`;
}

function entryLines(indent: string, key: string, code: Code): string[] {
  return codeLines(prefixed(`${key}: `, code), indent, ',');
}

function comment(indent: string, sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => wrapped(oneLine(sentence), `${indent}// `, `${indent}// `));
}

/** A text over as many lines as it takes, broken between words. */
function wrapped(text: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > lineWidth) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Names of columns may hold line ends, which would end a comment. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function leftOutLines(leftOut: DefinitionParts['leftOut']): string[] {
  if (leftOut.length === 0) return [];
  return [
    '    // Left out:',
    ...leftOut.flatMap(({ column, reason }) =>
      wrapped(oneLine(`${shown(column)}: ${reason}`), '    //   ', '    //     '),
    ),
  ];
}

function taskCode({ column, observed, options }: TargetPlan): Code {
  const name = new NameGiver().feature(column.name, 0);
  return callCode(
    observed.task,
    objectCode([
      ['target', textLiteral(name)],
      ['source', name === column.name ? undefined : textLiteral(column.name)],
      ...options,
    ]),
  );
}

function featureCode(name: string, { kind, column, options }: PlannedFeature['plan']): Code {
  return callCode(
    kind,
    objectCode([
      ['source', name === column.name ? undefined : textLiteral(column.name)],
      ...options,
      ['nullable', column.missing > 0 ? 'true' : undefined],
    ]),
  );
}

/** How the file is read, with every text that stands for nothing in a column that is used. */
function dataCode({ source, options, target, features }: DefinitionParts): Code {
  const used = [target.column, ...features.map(({ plan }) => plan.column)];
  const missing = [...new Set(used.flatMap(({ missingTexts }) => missingTexts))];
  const own: [string, Code][] = used.flatMap(({ name, strays }) => {
    const texts = name === target.column.name ? target.leftOut : strays;
    return texts.length === 0 ? [] : [[keyLiteral(name), listCode(texts.map(textLiteral))]];
  });
  const { delimiter, columns, header, decimal } = source.format === 'csv' ? source : {};
  const settings = objectCode([
    ['delimiter', delimiter && textLiteral(delimiter)],
    ['columns', columns && listCode(columns.map(textLiteral))],
    ['header', header && 'true'],
    ['decimal', decimal && textLiteral(decimal)],
    ['missing', missing.length === 0 ? undefined : listCode(missing.map(textLiteral))],
    ['missingIn', own.length === 0 ? undefined : objectCode(own)],
  ]);
  const path = textLiteral(options.dataPath);
  return settings.items.length === 0
    ? callCode(source.format, path)
    : callCode(source.format, path, settings);
}

/** `house-price` is titled `House price`. */
function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Words that no constant can be called. */
const reserved = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private ' +
    'protected public return static super switch this throw true try typeof var void while with yield ' +
    'arguments eval undefined'
  ).split(' '),
);

/** `house-price` is exported as `housePrice`. */
function constantName(name: string, imports: ReadonlySet<string>): string {
  const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return reserved.has(camel) || imports.has(camel) ? `${camel}Model` : camel;
}
