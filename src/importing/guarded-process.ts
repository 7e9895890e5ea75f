import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PredictqlError } from '../contract';
import { refusal } from '../onnx';
import type {
  GuardedAnswer,
  GuardedRequest,
  Inspection,
  InspectRequest,
  SampleAnswer,
  SampleRequest,
} from './protocol';

/** The most memory that the process may have, bytes: what it needs itself and 1.6 GB for the model. */
const memoryLimitBytes = 1.8e9;

/** Between two looks at the memory of the process: what it can write in that time stays below 2 GB. */
const watchMs = 40;

/** Memory pages of Linux on the platforms that ONNX Runtime has builds for. */
const pageBytes = 4096;

export interface GuardedOptions {
  /** How long the process may live, milliseconds. */
  readonly timeoutMs: number;
  /** The name of the model file, for messages. */
  readonly file: string;
  /** An empty folder to run in: what a hostile file names by a relative path is not there. */
  readonly folder: string;
  /** Arguments for Node before the program, and the program. Default: the one that comes with this file. */
  readonly program?: readonly string[];
}

/**
 * A process of its own for a file that nobody trusts: ONNX Runtime may hang, crash or ask for all memory,
 * and cannot be stopped from within. The process has a deadline and a memory limit, by the system where it
 * has one and by watching it, and is killed by a signal that it cannot ignore.
 */
export class GuardedProcess {
  readonly #child: ChildProcess;
  readonly #options: GuardedOptions;
  readonly #deadline: NodeJS.Timeout;
  readonly #watch: NodeJS.Timeout;
  readonly #killOnExit = () => this.#child.kill('SIGKILL');
  #end: PredictqlError | undefined;
  #waiting: { resolve(answer: GuardedAnswer): void; reject(error: unknown): void } | undefined;

  constructor(options: GuardedOptions) {
    this.#options = options;
    this.#child = start(options);
    this.#deadline = setTimeout(() => this.#kill(tooSlow(options)), options.timeoutMs);
    this.#watch = setInterval(() => void this.#assertMemory(), watchMs);
    this.#child.on('message', (answer) => {
      this.#waiting?.resolve(answer as GuardedAnswer);
      this.#waiting = undefined;
    });
    this.#child.on('error', (cause) => this.#ended(unstartable(options, cause)));
    this.#child.on('exit', (code, signal) => this.#ended(crashed(options, signal ?? `exit code ${code}`)));
    process.once('exit', this.#killOnExit);
  }

  /** @throws PredictqlError `MODEL_REFUSED` */
  inspect(request: InspectRequest): Promise<Inspection> {
    return this.#ask<Inspection>(request);
  }

  /** @throws PredictqlError `MODEL_REFUSED` when the process does not survive it; `MODEL_UNLOADABLE` */
  sample(request: SampleRequest): Promise<SampleAnswer> {
    return this.#ask<SampleAnswer>(request);
  }

  /** Ends the process, whatever it does. */
  close(): void {
    this.#kill(crashed(this.#options, 'its end'));
  }

  async #ask<Answer>(request: GuardedRequest): Promise<Answer> {
    const answer = await new Promise<GuardedAnswer>((resolve, reject) => {
      if (this.#end !== undefined) {
        reject(this.#end);
        return;
      }
      this.#waiting = { resolve, reject };
      this.#child.send(request, (error) => {
        // The end of the process says more of why it could not be asked.
        if (error !== null && this.#end !== undefined) reject(this.#end);
      });
    });
    if ('error' in answer) throw new PredictqlError(answer.error.code, answer.error.parts);
    return answer.answer as Answer;
  }

  #kill(reason: PredictqlError): void {
    this.#ended(reason);
    this.#child.kill('SIGKILL');
  }

  #ended(reason: PredictqlError): void {
    clearTimeout(this.#deadline);
    clearInterval(this.#watch);
    process.off('exit', this.#killOnExit);
    this.#end ??= reason;
    this.#waiting?.reject(this.#end);
    this.#waiting = undefined;
  }

  async #assertMemory(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined || process.platform !== 'linux') return;
    const [, pages] = await readFile(`/proc/${pid}/statm`, 'latin1').then(
      (text) => text.split(' '),
      // It has just ended.
      () => [],
    );
    if (Number(pages) * pageBytes > memoryLimitBytes) this.#kill(tooLarge(this.#options));
  }
}

function start({
  folder,
  timeoutMs,
  program = [join(__dirname, 'guarded-main.js')],
}: GuardedOptions): ChildProcess {
  const node = [`--max-old-space-size=${Math.floor(memoryLimitBytes / 2 ** 20)}`, ...program];
  const limits = [
    `ulimit -d ${Math.floor(memoryLimitBytes / 1024)}`,
    // Should this process be killed before it can kill the other one.
    `ulimit -t ${Math.ceil(timeoutMs / 1000) * 4}`,
    'ulimit -c 0',
  ];
  // Limits that a system does not know are no reason to fail: the deadline and the watch remain.
  const script = `${limits.map((limit) => `${limit} 2>/dev/null`).join('; ')}; exec "$0" "$@"`;
  const [command, args] =
    process.platform === 'win32'
      ? [process.execPath, node]
      : ['/bin/sh', ['-c', script, process.execPath, ...node]];
  return spawn(command, args, {
    cwd: folder,
    // What it writes on its way down is for nobody.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Nothing of this process's secrets is there to be read.
    env: { PATH: process.env.PATH ?? '', LC_ALL: process.env.LC_ALL ?? '', ORT_DISABLE_TELEMETRY: '1' },
  });
}

function tooSlow({ file, timeoutMs }: GuardedOptions): PredictqlError {
  return refusal({
    subject: file,
    expected: `be checked, load and answer sample rows within ${timeoutMs / 1000} seconds`,
    received: 'no end',
    remedy: 'Allow more with --timeout if you trust the file.',
  });
}

function tooLarge({ file }: GuardedOptions): PredictqlError {
  return refusal({
    subject: file,
    expected: `be checked, load and answer sample rows in ${memoryLimitBytes / 1e9} GB of memory`,
    received: 'a need for more',
    remedy: 'Export a smaller model.',
  });
}

function crashed({ file }: GuardedOptions, how: string): PredictqlError {
  return refusal({
    subject: file,
    expected: 'load and answer sample rows without ending the process',
    received: how,
    remedy:
      'ONNX Runtime crashes or runs out of memory on it, and so would a server: export it in another way.',
  });
}

function unstartable({ file }: GuardedOptions, cause: Error): PredictqlError {
  const received = (cause as NodeJS.ErrnoException).code ?? 'an error';
  return refusal({ subject: file, expected: 'be checked in a process of its own', received }, { cause });
}
