import type { Category } from './feature';

/**
 * Index of each category by its text. Spaces around a text do not make it another category, so
 * `"WD "` is also found as `"WD"`, unless the contract itself tells them apart.
 */
export function vocabularyOf(categories: readonly Category[]): ReadonlyMap<string, number> {
  const vocabulary = new Map(categories.map(({ value }, index) => [value, index]));
  for (const [index, { value }] of categories.entries()) {
    if (!vocabulary.has(value.trim())) vocabulary.set(value.trim(), index);
  }
  return vocabulary;
}

/** The index that a vocabulary gives a text, spaces around it or not; undefined when it is unseen. */
export function indexInVocabulary(vocabulary: ReadonlyMap<string, number>, text: string): number | undefined {
  return vocabulary.get(text) ?? vocabulary.get(text.trim());
}
