import { z } from 'zod';
import { assertAliasName, assertModelName, assertVersion, PredictqlError } from '../contract';
import { assertMajor, majorOf } from './major';
import type { ObjectStore } from './store';

/**
 * The aliases of one major as a log of moves, `<model>/aliases/<major>/<sequence>.json`. Each entry also
 * holds all aliases as they are after it, so that the newest one alone tells the present; and each is
 * created only if no other writer took its number, so that every move is decided on the state it follows.
 */

const entrySchema = z.strictObject({
  formatVersion: z.literal(1),
  model: z.string(),
  major: z.int(),
  /** 1 for the first move; eight digits in the file's name, so that names sort as numbers do. */
  sequence: z.int().min(1).max(99_999_999),
  /** Never before the entry it follows, whatever the clock of its writer. */
  at: z.iso.datetime(),
  by: z.string(),
  alias: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  reason: z.string().optional(),
  /** Of a rollback: the move whose version it put back. The moves in between no longer count. */
  restores: z.int().min(1).optional(),
  /** Where each alias points after this move, and the sequence of the move that put it there. */
  aliases: z.record(z.string(), z.strictObject({ version: z.string(), sequence: z.int().min(1) })),
});

export type AliasEntry = z.infer<typeof entrySchema>;

/** The sequence numbers of the moves of one major, ascending. */
export async function aliasSequences(store: ObjectStore, model: string, major: number): Promise<number[]> {
  const names = await store.list(folderOf(model, major));
  return names.filter((name) => /^\d{8}\.json$/.test(name)).map((name) => Number(name.slice(0, 8)));
}

/** The newest entry, or undefined when no alias of the major was ever set. */
export async function latestAliasEntry(
  store: ObjectStore,
  model: string,
  major: number,
): Promise<AliasEntry | undefined> {
  const sequence = (await aliasSequences(store, model, major)).at(-1);
  return sequence === undefined ? undefined : readAliasEntry(store, model, major, sequence);
}

/** @throws PredictqlError `ALIAS_LOG_INVALID` when the entry is not what a writer of the log would write */
export async function readAliasEntry(
  store: ObjectStore,
  model: string,
  major: number,
  sequence: number,
): Promise<AliasEntry> {
  const key = keyOf(model, major, sequence);
  const bytes = await store.read(key);
  try {
    if (bytes === undefined) throw new Error('it is not a file');
    const entry = entrySchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    assertConsistent(entry, model, major, sequence);
    return entry;
  } catch (cause) {
    throw new PredictqlError(
      'ALIAS_LOG_INVALID',
      {
        subject: `${key} in ${store.location}`,
        expected: `be move ${sequence} of the aliases of ${model} v${major}`,
        received: reasonOf(cause),
        remedy: 'Restore it from a backup, or move it out of the registry to return to the move before it.',
      },
      { cause },
    );
  }
}

/** Appends an entry; false when another writer took its number. */
export async function appendAliasEntry(store: ObjectStore, entry: AliasEntry): Promise<boolean> {
  const key = keyOf(entry.model, entry.major, entry.sequence);
  return store.create(key, Buffer.from(`${JSON.stringify(entrySchema.parse(entry), undefined, 2)}\n`));
}

/** What an entry says of one alias; undefined when it did not exist then. */
export function pointerIn(
  entry: AliasEntry | undefined,
  alias: string,
): AliasEntry['aliases'][string] | undefined {
  return entry !== undefined && Object.hasOwn(entry.aliases, alias) ? entry.aliases[alias] : undefined;
}

function assertConsistent(entry: AliasEntry, model: string, major: number, sequence: number): void {
  if (entry.model !== model || entry.major !== major || entry.sequence !== sequence) {
    throw new Error(`it is move ${entry.sequence} of ${entry.model} v${entry.major}`);
  }
  for (const [alias, pointer] of Object.entries(entry.aliases)) {
    assertAliasName(alias);
    assertVersion(pointer.version);
    if (majorOf(pointer.version) !== major) throw new Error(`${alias} points at ${pointer.version}`);
    if (pointer.sequence > sequence)
      throw new Error(`${alias} was moved by the later move ${pointer.sequence}`);
  }
  const own = pointerIn(entry, entry.alias);
  if (own?.version !== entry.to || own.sequence !== sequence) {
    throw new Error(`it does not agree with itself on where ${entry.alias} points`);
  }
  if (entry.restores !== undefined && entry.restores >= sequence) {
    throw new Error(`it takes back what came after it`);
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof z.ZodError) {
    const [{ path, message }] = cause.issues;
    return `${path.join('.') || 'the document'}: ${message}`;
  }
  return cause instanceof Error ? cause.message : String(cause);
}

function folderOf(model: string, major: number): string {
  assertModelName(model);
  assertMajor(major);
  return `${model}/aliases/${major}`;
}

function keyOf(model: string, major: number, sequence: number): string {
  return `${folderOf(model, major)}/${String(sequence).padStart(8, '0')}.json`;
}
