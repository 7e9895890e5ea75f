/** However narrow the screen is, a column is not made narrower than this. */
const narrowest = 20;

/**
 * A text in lines that fit a screen, broken at spaces; a word that does not fit stays whole.
 *
 * @param columns - how many characters a line may have
 * @param indent - how many characters stand before each line
 */
export function wrap(text: string, columns: number, indent = 0): string[] {
  const room = Math.max(columns - indent, narrowest);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
