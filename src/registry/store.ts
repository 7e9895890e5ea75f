/** The longest file that is read by somebody who was not told its size: manifests, logs, golden rows. */
export const mostBytesUnasked = 64 * 1024 * 1024;

/**
 * The few things that a registry asks of the place that holds it: a folder on disk, a bucket.
 *
 * Nothing is ever overwritten or deleted through it. Versions are immutable and alias moves are a log
 * that only grows, so "put if absent" is the one primitive, which a rename, a hard link and S3's
 * `If-None-Match: *` all give.
 *
 * Keys are segments of `[A-Za-z0-9][A-Za-z0-9._-]*` joined by slashes, see `assertKey`. A folder exists
 * only through what it holds: an empty one on disk is the leftover of a killed writer and no folder.
 *
 * Every method throws PredictqlError `KEY_INVALID` on other keys and `REGISTRY_UNREACHABLE` when the
 * place refuses.
 */
export interface ObjectStore {
  /** Where it is, for messages. */
  readonly location: string;

  /** Whether the place is there at all; the first write makes a missing one. */
  exists(): Promise<boolean>;

  /** Finds out before a long training whether its result can be kept; nothing that a listing shows is written. */
  assertWritable(): Promise<void>;

  /**
   * The names of what a folder holds, files and folders alike, sorted by code unit. A missing folder
   * holds nothing, and names that no key can have are left out.
   *
   * @param folder - a key, or '' for the whole place
   */
  list(folder: string): Promise<string[]>;

  /**
   * The bytes of a file, or undefined when there is no file of that key. A file with more than `mostBytes`
   * is cut one byte after them: enough to know that it is not what was promised, and no more than that.
   *
   * @param mostBytes - {@link mostBytesUnasked} when left out
   */
  read(key: string, mostBytes?: number): Promise<Uint8Array | undefined>;

  /** Adds a file. False when the key is taken; readers see all of it or nothing. */
  create(key: string, bytes: Uint8Array): Promise<boolean>;

  /**
   * Adds a folder. False when the key is taken; readers see all of its files or none.
   *
   * @param files - bytes by key below the folder; at least one
   */
  createFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<boolean>;
}
