import type { ObjectStore } from './store';

/** What is known of a file without reading it. */
export interface FileState {
  readonly bytes: number;
  /** Changes when the file does. */
  readonly entityTag: string;
}

/** A store from afar, whose files can be read in parts: what broke off is taken up where it did. */
export interface ResumableStore extends ObjectStore {
  /** What is there; undefined when there is no file of that key. */
  stat(key: string): Promise<FileState | undefined>;

  /**
   * The bytes of a file from an offset, as long as it has the entity tag; undefined when it changed or is
   * gone. Reading them throws PredictqlError `REGISTRY_UNREACHABLE` when the connection is cut.
   */
  readFrom(key: string, offset: number, entityTag: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}
