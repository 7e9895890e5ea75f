import { plainText } from './plain-text';
import { wrap } from './wrap';

/** Facts with their names in a column before them; a long one goes on below itself. */
export function factList(facts: readonly (readonly [name: string, fact: string])[], columns: number): string {
  const width = Math.max(...facts.map(([name]) => name.length)) + 2;
  return facts
    .map(
      ([name, fact]) =>
        `${name.padEnd(width)}${wrap(plainText(fact), columns, width).join(`\n${' '.repeat(width)}`)}`,
    )
    .join('\n');
}
