import { Writable } from 'node:stream';

/** As much as a pipe takes at once. */
const mostWaiting = 64 * 1024;

/**
 * Passes on in one piece what is written in one round of the event loop: under load a line for each request
 * would cost a system call each. At the end of the process nothing is left behind.
 */
export class BufferedLines extends Writable {
  #waiting = '';
  #isScheduled = false;

  constructor(private readonly target: NodeJS.WritableStream) {
    super({ decodeStrings: false });
    // Streams that reach the end of a process write at once when they are files and pipes.
    process.once('exit', () => this.#flush());
  }

  override _write(text: string | Buffer, _: string, done: () => void): void {
    this.#waiting += text.toString();
    if (this.#waiting.length >= mostWaiting) this.#flush();
    else if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#flush());
    }
    done();
  }

  override _final(done: () => void): void {
    this.#flush();
    done();
  }

  #flush(): void {
    this.#isScheduled = false;
    if (this.#waiting === '') return;
    this.target.write(this.#waiting);
    this.#waiting = '';
  }
}
