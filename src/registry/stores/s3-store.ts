import { randomUUID } from 'node:crypto';
import { assertFiles, assertKey, isKeySegment } from '../key';
import type { FileState, ResumableStore } from '../resumable-store';
import { mostBytesUnasked } from '../store';
import { assertRefusesOverwriting } from './overwriting';
import { S3Bucket } from './s3-bucket';
import { S3Connection } from './s3-connection';
import { dataKey, type FolderTable, parseTable, tableBytes, tableName } from './s3-folder';
import { parseS3Location } from './s3-location';
import type { S3Settings } from './s3-settings';

/**
 * A registry in a bucket of S3 or of a compatible server.
 *
 * A file appears with one conditional write (`If-None-Match: *`), which S3 decides between writers. For a
 * folder that one write is its table, see {@link tableName}: its files are put before, under names of their
 * own that no listing shows. A writer killed at any point leaves objects that nobody will ever see; racing
 * writers put their files apart from each other, and the one whose table gets there has the folder.
 *
 * Files and folders of one name are told apart by looking before writing. Only writers of the same kind are
 * decided between by S3: a `create` below a folder at the moment when its `createFolder` ends may succeed
 * with it. The registry never has the two in one place.
 */
export class S3Store implements ResumableStore {
  readonly location: string;
  readonly #bucket: S3Bucket;
  readonly #prefix: string;
  #refusesOverwriting: Promise<void> | undefined;

  /**
   * @param location - `s3://bucket/prefix`
   * @throws PredictqlError `ENVIRONMENT_INVALID` when the location is not like that
   */
  constructor(location: string, settings: S3Settings) {
    const place = parseS3Location(location);
    this.location = location;
    this.#bucket = new S3Bucket(new S3Connection(location, place, settings));
    this.#prefix = place.prefix === '' ? '' : `${place.prefix}/`;
  }

  exists(): Promise<boolean> {
    return this.#bucket.hasAny(this.#prefix);
  }

  /** Asked once, before the first write: a server that overwrites would lose versions without a word. */
  assertWritable(): Promise<void> {
    this.#refusesOverwriting ??= assertRefusesOverwriting(this.#bucket, `${this.#prefix}.probe`).catch(
      (error: unknown) => {
        this.#refusesOverwriting = undefined;
        throw error;
      },
    );
    return this.#refusesOverwriting;
  }

  async list(folder: string): Promise<string[]> {
    if (folder !== '') assertKey(folder);
    const path = folder === '' ? '' : `${folder}/`;
    const [own, above] = await Promise.all([
      this.#bucket.list(this.#prefix + path),
      this.#tablesAbove(folder),
    ]);
    const itself = own.includes(tableName) ? await this.#tableOf(folder) : undefined;
    const tables = itself === undefined ? above : [...above, itself];
    const tabled = tables
      .flatMap(keysIn)
      .filter((key) => key.startsWith(path))
      .map((key) => key.slice(path.length).split('/')[0]);
    return [...new Set([...own.filter(isKeySegment), ...tabled])].sort();
  }

  async read(key: string, mostBytes = mostBytesUnasked): Promise<Uint8Array | undefined> {
    assertKey(key);
    return this.#bucket.read(await this.#objectOf(key), mostBytes);
  }

  async stat(key: string): Promise<FileState | undefined> {
    assertKey(key);
    return this.#bucket.stat(await this.#objectOf(key));
  }

  async readFrom(
    key: string,
    offset: number,
    entityTag: string,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    assertKey(key);
    return this.#bucket.readFrom(await this.#objectOf(key), offset, entityTag);
  }

  async create(key: string, bytes: Uint8Array): Promise<boolean> {
    assertKey(key);
    await this.assertWritable();
    if (await this.#isTaken(key)) return false;
    return this.#bucket.create(this.#prefix + key, bytes);
  }

  async createFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
    assertFiles(folder, files);
    await this.assertWritable();
    if (await this.#isTaken(folder)) return false;
    const write = randomUUID();
    const objects = [...files].map(([file, bytes]) => [this.#dataOf(folder, write, file), bytes] as const);
    for (const [object, bytes] of objects) await this.#bucket.put(object, bytes);
    const table = `${this.#prefix}${folder}/${tableName}`;
    if (await this.#bucket.create(table, tableBytes(write, files.keys()))) return true;
    // Another's table is there and stays there, so these files can never be seen. Where they cannot be
    // removed they cost space, but never correctness.
    await Promise.allSettled(objects.map(([object]) => this.#bucket.remove(object)));
    return false;
  }

  /** The object that holds a file, which may be missing. */
  async #objectOf(key: string): Promise<string> {
    const table = (await this.#tablesAbove(key)).find((candidate) => keysIn(candidate).includes(key));
    if (table === undefined) return this.#prefix + key;
    return this.#dataOf(table.folder, table.write, key.slice(table.folder.length + 1));
  }

  #dataOf(folder: string, write: string, file: string): string {
    return this.#prefix + dataKey(folder, write, file);
  }

  /** Whether there is a file or a folder of that key. */
  async #isTaken(key: string): Promise<boolean> {
    const isKeyOrBelow = (other: string) => other === key || other.startsWith(`${key}/`);
    const taken = await Promise.all([
      this.#bucket.stat(this.#prefix + key).then((state) => state !== undefined),
      this.#bucket.hasAny(`${this.#prefix}${key}/`),
      this.#tablesAbove(key).then((tables) => tables.flatMap(keysIn).some(isKeyOrBelow)),
    ]);
    return taken.includes(true);
  }

  /** The tables of the folders that a key is in, from the outermost. */
  async #tablesAbove(key: string): Promise<FolderTable[]> {
    const names = key.split('/');
    const folders = names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
    const tables = await Promise.all(folders.map((folder) => this.#tableOf(folder)));
    return tables.filter((table) => table !== undefined);
  }

  async #tableOf(folder: string): Promise<FolderTable | undefined> {
    const bytes = await this.#bucket.read(`${this.#prefix}${folder}/${tableName}`, mostBytesUnasked);
    return bytes && parseTable(bytes, folder, this.location);
  }
}

function keysIn({ folder, files }: FolderTable): string[] {
  return files.map((file) => `${folder}/${file}`);
}
