import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { readAtMost } from './read-at-most';
import { mostAttempts, type S3Connection } from './s3-connection';
import { statusOf } from './s3-errors';

/** What is known of an object without reading it. */
export interface ObjectState {
  readonly bytes: number;
  /** Changes when the object does. */
  readonly entityTag: string;
  /** The name of the write that made it, see {@link S3Bucket.create}. */
  readonly writer: string | undefined;
}

/** Attempts to have an unclear answer to a conditional write cleared up, and the first pause between them. */
const mostConflicts = 5;
const firstPauseMs = 50;

/** Field of an object's metadata with the name of the write that made it. */
const writerField = 'predictql-writer';

/**
 * The few requests that a store makes of a bucket. Keys are whole S3 keys here, prefix included.
 *
 * Every method throws PredictqlError `REGISTRY_UNREACHABLE` when the server refuses or does not answer.
 */
export class S3Bucket {
  constructor(readonly connection: S3Connection) {}

  /** What is there; undefined when there is no such object. */
  stat(key: string): Promise<ObjectState | undefined> {
    return this.connection.ask('readable', [404], async ({ sdk, client, Bucket }) => {
      const head = await client.send(new sdk.HeadObjectCommand({ Bucket, Key: key }));
      const { ContentLength: bytes = 0, ETag: entityTag = '', Metadata = {} } = head;
      return { bytes, entityTag, writer: Metadata[writerField] };
    });
  }

  /** An object's bytes, cut one byte after `mostBytes`; undefined when there is no such object. */
  async read(key: string, mostBytes: number): Promise<Uint8Array | undefined> {
    for (let attempt = 1; ; attempt++) {
      const body = await this.#open(key, {}, [404]);
      if (body === undefined) return undefined;
      try {
        return await readAtMost(body, mostBytes + 1);
      } catch (error) {
        // The SDK repeats requests, but not one whose answer breaks off.
        if (attempt === mostAttempts) throw this.connection.unreachable('readable', error);
      }
    }
  }

  /**
   * An object's bytes from an offset, as long as it has the entity tag; undefined when it changed or is gone.
   * Reading them throws `REGISTRY_UNREACHABLE` when the connection is cut.
   */
  async readFrom(
    key: string,
    offset: number,
    entityTag: string,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const part = { IfMatch: entityTag, ...(offset === 0 ? {} : { Range: `bytes=${offset}-` }) };
    const body = await this.#open(key, part, [404, 412, 416]);
    return body && this.#watched(body);
  }

  /** Names directly below a prefix, hidden and foreign ones among them, in no order. */
  async list(prefix: string): Promise<string[]> {
    const names: string[] = [];
    let next: string | undefined;
    do {
      const request = {
        Prefix: prefix,
        Delimiter: '/',
        // Else a key with a control character, which any other program may have made, is no legal XML.
        EncodingType: 'url' as const,
        ...(next === undefined ? {} : { ContinuationToken: next }),
      };
      const page = await this.connection.ask('readable', [], ({ sdk, client, Bucket }) =>
        client.send(new sdk.ListObjectsV2Command({ Bucket, ...request })),
      );
      const decode = page?.EncodingType === 'url' ? decoded : (key: string) => key;
      const files = (page?.Contents ?? []).map(({ Key = '' }) => decode(Key));
      const folders = (page?.CommonPrefixes ?? []).map((common) => decode(common.Prefix ?? ''));
      names.push(...files.map((key) => key.slice(prefix.length)));
      names.push(...folders.map((key) => key.slice(prefix.length, -1)));
      next = page?.NextContinuationToken;
    } while (next !== undefined);
    return names;
  }

  /** Whether any key starts like this. */
  async hasAny(prefix: string): Promise<boolean> {
    const page = await this.connection.ask('readable', [], ({ sdk, client, Bucket }) =>
      client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 1 })),
    );
    return (page?.Contents ?? []).length > 0;
  }

  /** Puts an object under a key that nobody else writes to. */
  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#put(key, bytes, {});
  }

  /**
   * Adds an object unless there is one. False when there is.
   *
   * The server may do what it does not get to say, and then refuses the repetition. So every write has a
   * name of its own in the object's metadata, and the object that is there tells whose it is.
   */
  async create(key: string, bytes: Uint8Array): Promise<boolean> {
    const writer = randomUUID();
    for (let attempt = 1, pauseMs = firstPauseMs; ; attempt++, pauseMs *= 2) {
      const condition = { IfNoneMatch: '*', Metadata: { [writerField]: writer } };
      const refusal = await this.#put(key, bytes, condition, [409, 412]);
      if (refusal === undefined) return true;
      const found = await this.stat(key);
      if (found !== undefined) return found.writer === writer;
      // 409: another write of the key was under way, and how that ended is not said.
      if (attempt === mostConflicts) throw this.connection.unreachable('writable', refusal);
      await wait(pauseMs);
    }
  }

  /** Removes an object, which may be gone already. */
  async remove(key: string): Promise<void> {
    await this.connection.ask('writable', [404], ({ sdk, client, Bucket }) =>
      client.send(new sdk.DeleteObjectCommand({ Bucket, Key: key })),
    );
  }

  /** @returns the refusal when it has one of the statuses, undefined when the object was put */
  #put(
    key: string,
    bytes: Uint8Array,
    condition: { readonly IfNoneMatch?: string; readonly Metadata?: Record<string, string> },
    refusals: readonly number[] = [],
  ): Promise<unknown> {
    return this.connection.ask('writable', [], async ({ sdk, client, Bucket }) => {
      try {
        await client.send(new sdk.PutObjectCommand({ Bucket, Key: key, Body: bytes, ...condition }));
        return undefined;
      } catch (error) {
        if (refusals.includes(statusOf(error) ?? 0)) return error;
        throw error;
      }
    });
  }

  #open(
    key: string,
    part: { readonly Range?: string; readonly IfMatch?: string },
    expected: readonly number[],
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    return this.connection.ask('readable', expected, async ({ sdk, client, Bucket }) => {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key: key, ...part }));
      return Body as AsyncIterable<Uint8Array> | undefined;
    });
  }

  async *#watched(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw this.connection.unreachable('readable', error);
    }
  }
}

function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
