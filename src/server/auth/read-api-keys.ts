import { readFile } from 'node:fs/promises';
import { PredictqlError } from '../../contract';
import { type KeyEntry, parseKeyEntry } from './api-key';
import { ApiKeys } from './api-keys';

/** Where the keys of a server are. */
export interface ApiKeySources {
  /** `PREDICTQL_API_KEYS`: entries, or `@` and the path of a file with entries. */
  readonly apiKeys?: string | undefined;
  /** `PREDICTQL_API_KEYS_FILE`: the path of a file with entries. */
  readonly apiKeysFile?: string | undefined;
}

interface Source {
  /** As messages call it. */
  readonly name: string;
  readonly text: string;
}

/** A new key and the one before it. */
const mostOfOneName = 2;

/**
 * The keys in the environment and in the file that it names. Entries stand on lines of their own or between
 * commas; what follows a `#` is a comment.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID` when a file cannot be read, an entry is none, or entries
 *   contradict each other. Entries are named by their number: one that is none may be a key by mistake.
 */
export async function readApiKeys({ apiKeys, apiKeysFile }: ApiKeySources): Promise<ApiKeys> {
  const sources: Source[] = [];
  const variable = 'Environment variable PREDICTQL_API_KEYS';
  if (apiKeys?.startsWith('@')) sources.push(await readSource(variable, apiKeys.slice(1)));
  else if (apiKeys !== undefined) sources.push({ name: variable, text: apiKeys });
  if (apiKeysFile !== undefined) sources.push(await readSource(`${variable}_FILE`, apiKeysFile));
  const entries = sources.flatMap(entriesOf);
  for (const { name, role } of entries) {
    const namesakes = entries.filter((entry) => entry.name === name);
    if (namesakes.some((entry) => entry.role !== role) || namesakes.length > mostOfOneName) {
      throw invalid(
        `Key '${name}'`,
        `have one role and at most ${mostOfOneName} entries, a new one and the one it replaces`,
        namesakes.map((entry) => entry.role).join(', '),
      );
    }
  }
  return new ApiKeys(entries);
}

async function readSource(variable: string, path: string): Promise<Source> {
  try {
    return { name: `File ${path} of ${variable}`, text: await readFile(path, 'utf8') };
  } catch (cause) {
    const { code = 'an error' } = cause as NodeJS.ErrnoException;
    throw invalid(variable, 'name a file that can be read', `${path} (${code})`, cause);
  }
}

function entriesOf({ name, text }: Source): KeyEntry[] {
  const texts = text
    .split('\n')
    .flatMap((line) => line.split('#', 1)[0].split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return texts.map((entry, index) => {
    const parsed = parseKeyEntry(entry);
    if (parsed !== undefined) return parsed;
    const expected = 'hold entries of the form name:role:hash, with the role reader or operator';
    throw invalid(name, expected, `something else as number ${index + 1}`);
  });
}

function invalid(subject: string, expected: string, received: string, cause?: unknown): PredictqlError {
  const remedy = 'Make a key and its entry: predictql api-key new --name <name> --role <role>.';
  return new PredictqlError('ENVIRONMENT_INVALID', { subject, expected, received, remedy }, { cause });
}
