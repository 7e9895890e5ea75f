/** What JavaScript and Python print for numbers that JSON does not have. */
const noNumbers = ['NaN', 'Infinity', '-Infinity'];

const byte = { '"': 0x22, '\\': 0x5c, '[': 0x5b, ']': 0x5d, '{': 0x7b, '}': 0x7d };

/** Lists and objects within each other: rows with images in them need seven. */
export const maxJsonDepth = 50;

/** A number in a text that JSON does not have: `NaN at character 12`. Reads the text once, past its strings. */
export function findNoNumber(text: string): string | undefined {
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      for (index++; index < text.length && text[index] !== '"'; index++) if (text[index] === '\\') index++;
    } else if (character === 'N' || character === 'I' || character === '-') {
      const found = noNumbers.find((token) => text.startsWith(token, index));
      if (found !== undefined) return `${found} at character ${index + 1}`;
    }
  }
  return undefined;
}

/** Whether lists and objects stand too deep within each other. Reads the bytes once and makes nothing. */
export function nestsTooDeep(body: Buffer): boolean {
  let depth = 0;
  for (let index = 0; index < body.length; index++) {
    switch (body[index]) {
      case byte['"']:
        for (index++; index < body.length && body[index] !== byte['"']; index++) {
          if (body[index] === byte['\\']) index++;
        }
        break;
      case byte['[']:
      case byte['{']:
        if (++depth > maxJsonDepth) return true;
        break;
      case byte[']']:
      case byte['}']:
        depth--;
        break;
    }
  }
  return false;
}
