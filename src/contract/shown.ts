const longestShownValue = 80;

/** Invisible characters that JSON leaves as they are, but that break a line or reorder it on a screen. */
const unprintable = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A value from outside as it may stand in a message: close to JSON, on one line, cut when long. Unlike
 * JSON.stringify it can take what is deep, circular, huge or not JSON at all.
 */
export function shown(value: unknown): string {
  const text = sketch(value, longestShownValue);
  if (text.length <= longestShownValue) return text;
  // The cut must not leave half a surrogate pair behind.
  return `${text.slice(0, longestShownValue).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The value's text, whole when it fits into `room` characters and else a longer beginning of it. */
function sketch(value: unknown, room: number): string {
  switch (typeof value) {
    case 'string':
      // One character more than fits: enough to see that it does not.
      return JSON.stringify(value.slice(0, Math.max(room, 0) + 1)).replace(
        unprintable,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    case 'bigint':
      return `${value}n`;
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    case 'object':
      if (value === null) return 'null';
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
      return Array.isArray(value) ? sketchList(value, room) : sketchObject(value, room);
    default:
      return String(value);
  }
}

// Each level takes a character of the room at least, so that a circle ends.

function sketchList(list: readonly unknown[], room: number): string {
  let text = '[';
  for (let at = 0; at < list.length && text.length <= room; at++) {
    text += `${at > 0 ? ',' : ''}${sketch(list[at], room - text.length)}`;
  }
  return `${text}]`;
}

function sketchObject(object: object, room: number): string {
  let text = '{';
  for (const [key, value] of Object.entries(object)) {
    if (text.length > room) break;
    text += `${text === '{' ? '' : ','}${sketch(key, room - text.length)}:`;
    text += sketch(value, room - text.length);
  }
  return `${text}}`;
}

/** The first few of many names, for a message that must stay readable. */
export function listed(names: readonly string[], most = 12): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ') || 'none';
}
