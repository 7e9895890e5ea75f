import type { Inspection } from '../protocol';

/** Where exporters and people keep the names of columns in the metadata of a file. */
const metadataKeys = ['feature_names', 'feature_names_in_', 'features', 'columns', 'column_names'];

/** What the columns of an input are called: as the metadata says when it names as many, else by number. */
export function columnNames({ inputs, metadata }: Inspection, input: string, width: number): string[] {
  const isOnly = inputs.length === 1;
  for (const key of isOnly ? metadataKeys : []) {
    const names = Object.hasOwn(metadata, key) ? listOf(metadata[key]) : [];
    if (names.length === width && new Set(names).size === width) return names;
  }
  const prefix = isOnly ? 'f' : `${input}_`;
  return Array.from({ length: width }, (_, column) => `${prefix}${column}`);
}

/** A JSON list of texts, or texts with commas between. */
function listOf(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((name) => typeof name === 'string' && name !== '') ? list : [];
  } catch {
    return text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  }
}
