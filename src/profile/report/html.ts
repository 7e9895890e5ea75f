/** HTML that is safe to be put into other HTML. */
export class Html {
  constructor(readonly text: string) {}
}

/** What a template may hold: texts and numbers are escaped, lists are put together, nothing is left out. */
export type HtmlPart = Html | string | number | undefined | false | readonly HtmlPart[];

/**
 * HTML of a template. Whatever is put into it is escaped unless it is HTML already, so that a column called
 * `<script>` is shown as that.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.reduce((text, string, at) => text + textOf(parts[at - 1]) + string));
}

function textOf(part: HtmlPart): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return escaped(visible(String(part)));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** Characters that cannot be seen, that turn the direction of what follows, or that HTML cannot hold. */
const invisible = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;

/** A text of the data with what cannot be seen in it spelled out, such as `\u202e`. */
function visible(text: string): string {
  return text.replace(invisible, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
