import { PredictqlError } from '../../../src/contract';
import { FileStore, type ResumableStore } from '../../../src/registry';

export interface Remote extends ResumableStore {
  /** From where each read of a part began. */
  readonly offsets: readonly number[];
}

export interface RemoteOptions {
  /** What there is under every key. */
  content(): Uint8Array | undefined;
  entityTag?: () => string;
  /** How many bytes each connection carries before it breaks, in turn; all when there is none left. */
  readonly lives?: number[];
  /** Is awaited after every chunk that went out. */
  readonly pause?: () => Promise<void>;
}

/** A store from afar that holds one thing, in connections that may break. */
export function remoteStore({
  content,
  entityTag = () => '"1"',
  lives = [],
  pause = async () => undefined,
}: RemoteOptions): Remote {
  const offsets: number[] = [];
  const broken = () =>
    new PredictqlError('REGISTRY_UNREACHABLE', { subject: 'The connection', expected: 'hold' });
  async function* carry(bytes: Uint8Array): AsyncIterable<Uint8Array> {
    const life = lives.shift() ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < Math.min(life, bytes.length); i += 10) {
      yield bytes.subarray(i, Math.min(i + 10, life));
      await pause();
    }
    if (life < bytes.length) throw broken();
  }
  return Object.assign(new FileStore('nowhere'), {
    offsets,
    async read(_: string, mostBytes = Number.POSITIVE_INFINITY) {
      return content()?.subarray(0, mostBytes + 1);
    },
    async stat() {
      const bytes = content();
      return bytes && { bytes: bytes.length, entityTag: entityTag() };
    },
    async readFrom(_: string, offset: number, tag: string) {
      offsets.push(offset);
      const bytes = content();
      return bytes && tag === entityTag() ? carry(bytes.subarray(offset)) : undefined;
    },
  });
}
