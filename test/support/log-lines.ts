import { Writable } from 'node:stream';

export type LogLine = Readonly<Record<string, unknown>> & {
  readonly message: string;
  readonly level: string;
};

/** A log that tests read: a stream of JSON lines. */
export class LogLines extends Writable {
  readonly lines: LogLine[] = [];
  readonly #waiting = new Set<() => void>();

  override _write(chunk: Buffer, _: string, done: () => void): void {
    for (const line of chunk.toString().split('\n').filter(Boolean)) this.lines.push(JSON.parse(line));
    for (const look of this.#waiting) look();
    done();
  }

  /** The first line that matches; waits for it when it is not there yet. */
  async line(matches: (line: LogLine) => boolean): Promise<LogLine> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.lines.find(matches);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The line about a request as a whole. */
  async request(requestId: unknown): Promise<LogLine> {
    return this.line((line) => line.message === 'request' && line.requestId === requestId);
  }
}
