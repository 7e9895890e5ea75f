/** Invisible characters that would break a line or reorder it in an editor. */
const unprintable = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text as a string of TypeScript in single quotes, on one line and in printable characters. */
export function textLiteral(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  const escaped = inside.replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  // A text with single quotes only is easier to read in double ones.
  return escaped.includes("\\'") && !escaped.includes('"')
    ? `"${escaped.replaceAll("\\'", "'")}"`
    : `'${escaped}'`;
}

/** A key of an object, in quotes where it needs them. */
export function keyLiteral(key: string): string {
  // Without brackets it would be the prototype.
  if (key === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : textLiteral(key);
}

/** Code that may be written in one line or over several. */
export type Code = string | CodeList;

export interface CodeList {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
}

/** `[ 'a', 'b' ]` */
export function listCode(items: readonly Code[]): CodeList {
  return { open: '[', items, close: ']' };
}

/** `{ a: 1, b: 2 }` of the entries that have a value. */
export function objectCode(entries: readonly (readonly [key: string, value: Code | undefined])[]): CodeList {
  const items = entries.flatMap(([key, value]) => (value === undefined ? [] : [prefixed(`${key}: `, value)]));
  return { open: '{', items, close: '}' };
}

/** `name(a, { b })` */
export function callCode(name: string, ...parameters: readonly Code[]): Code {
  const [last, ...before] = [...parameters].reverse();
  const start = `${name}(${before
    .reverse()
    .map((parameter) => `${inline(parameter)}, `)
    .join('')}`;
  return last === undefined ? `${start})` : suffixed(prefixed(start, last), ')');
}

export function prefixed(prefix: string, code: Code): Code {
  return typeof code === 'string' ? prefix + code : { ...code, open: prefix + code.open };
}

function suffixed(code: Code, suffix: string): Code {
  return typeof code === 'string' ? code + suffix : { ...code, close: code.close + suffix };
}

/** As the formatter of this project has it. */
export const lineWidth = 110;

/** Lines of code, each item of a list that is too long for one line on a line of its own. */
export function codeLines(code: Code, indent: string, end = ''): string[] {
  const single = `${indent}${inline(code)}${end}`;
  if (typeof code === 'string' || single.length <= lineWidth) return [single];
  return [
    `${indent}${code.open}`,
    ...code.items.flatMap((item) => codeLines(item, `${indent}  `, ',')),
    `${indent}${code.close}${end}`,
  ];
}

function inline(code: Code): string {
  if (typeof code === 'string') return code;
  const items = code.items.map(inline).join(', ');
  const space = code.open.endsWith('{') && code.items.length > 0 ? ' ' : '';
  return `${code.open}${space}${items}${space}${code.close}`;
}
