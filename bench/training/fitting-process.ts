import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What a process says of its last fit. */
export interface FittingReport {
  /** On the rows that it was fitted on. */
  readonly rmse: number;
  /** The most memory that the process has had so far. */
  readonly peakBytes: number;
}

/**
 * A process that fits a model whenever it gets a line, and answers with a line of JSON. It has a process of
 * its own so that its memory is its own, and so that other languages do the very same.
 */
export class FittingProcess {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #exit: Promise<unknown>;
  #report: FittingReport | undefined;

  constructor(command: string, args: readonly string[]) {
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#exit = once(child, 'exit');
  }

  /** Fits once. */
  async fit(): Promise<FittingReport> {
    this.#child.stdin?.write('fit\n');
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.#child.spawnargs.join(' ')} must answer, but it ended.`);
    this.#report = JSON.parse(value) as FittingReport;
    return this.#report;
  }

  /** What the last fit said. */
  get report(): FittingReport {
    if (this.#report === undefined) throw new Error('There must have been a fit.');
    return this.#report;
  }

  async end(): Promise<void> {
    this.#child.stdin?.end();
    await this.#exit;
  }
}
