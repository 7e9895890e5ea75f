import { Writable } from 'node:stream';

/** A stream that keeps what it is given, and claims to be a terminal when told to. */
export class MemoryStream extends Writable {
  #text = '';
  readonly isTTY?: boolean;
  readonly columns?: number;

  constructor({ isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
    super();
    if (isTTY !== undefined) this.isTTY = isTTY;
    if (columns !== undefined) this.columns = columns;
  }

  get text(): string {
    return this.#text;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#text += chunk.toString('utf8');
    done();
  }
}
