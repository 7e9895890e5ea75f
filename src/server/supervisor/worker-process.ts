import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { CountingWorker, Snapshot } from '../metrics';
import type { ErrorReport, FromWorker, Offer, StartOrder, ToWorker } from './messages';
import type { Member } from './next-step';

/** How long a worker may be silent. */
export interface Deadlines {
  /** Of a worker that serves: between two signs of life. */
  readonly workerDeadlineMs: number;
  /** Of one that starts: from one version to the next. */
  readonly loadDeadlineMs: number;
}

/** How a worker ended. */
export interface Ending {
  readonly pid: number | undefined;
  readonly phase: Member['phase'];
  /** What ended it: "SIGKILL", "exit code 1". */
  readonly how: string;
  /** The deadline that it let pass, when that is why it was killed. */
  readonly overdueMs: number | undefined;
  /** The version that it was loading. */
  readonly loading: string | undefined;
  /** Whether it could say itself why it cannot serve. */
  readonly hasFailed: boolean;
  /** Connections that it was handed and never took. */
  readonly untaken: readonly Socket[];
}

interface WorkerEvents {
  ready: [Offer];
  failed: [ErrorReport];
  loaded: [version: string];
  stuck: [version: string];
  metrics: [Snapshot];
  metricsWanted: [id: number];
  ended: [Ending];
}

/** A worker as its supervisor sees it. Emits `ended` once, last of all. */
export class WorkerProcess extends EventEmitter<WorkerEvents> implements Member, CountingWorker {
  #phase: Member['phase'] = 'starting';
  readonly #child: ChildProcess;
  readonly #untaken = new Map<number, Socket>();
  #handed = 0;
  #loading: string | undefined;
  #hasFailed = false;
  #overdueMs: number | undefined;
  #heardAt = performance.now();
  #progressAt = performance.now();

  /**
   * @param program - the path of what it runs
   * @param generation - see {@link Member}
   */
  constructor(
    program: string,
    order: StartOrder,
    public generation: number,
  ) {
    super();
    this.#child = fork(program);
    this.#child.on('message', (message: FromWorker) => this.#hear(message));
    // Without a listener these would end the supervisor; `close` follows.
    this.#child.on('error', () => {});
    // Not `exit`: what the worker said last may still be on its way then.
    this.#child.on('close', (code, signal) => this.#end(signal ?? `exit code ${code}`));
    this.#send({ kind: 'start', order });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get phase(): Member['phase'] {
    return this.#phase;
  }

  /** How many connections it was handed and has not taken yet. */
  get untaken(): number {
    return this.#untaken.size;
  }

  /** Counts it among those that serve, once it has said that it is ready. */
  enlist(): void {
    this.#phase = 'ready';
  }

  /** Hands it a connection of which nothing has been read. */
  hand(connection: Socket): void {
    const id = this.#handed++;
    // Open on this side as well until the worker has it: it may die before.
    this.#untaken.set(id, connection);
    this.#child.send({ kind: 'connection', id } satisfies ToWorker, connection, { keepOpen: true }, () => {});
  }

  tell(message: Extract<ToWorker, { kind: 'state' | 'metricsText' }>): void {
    this.#send(message);
  }

  measure(): void {
    this.#send({ kind: 'measure' });
  }

  /** Lets it answer what is still asked on its connections and end; it is handed nothing from here on. */
  retire(): void {
    this.#phase = 'retiring';
    this.#send({ kind: 'retire' });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Kills it when it has been silent for too long. */
  check({ workerDeadlineMs, loadDeadlineMs }: Deadlines): void {
    const [since, deadlineMs] =
      this.#phase === 'starting' ? [this.#progressAt, loadDeadlineMs] : [this.#heardAt, workerDeadlineMs];
    if (performance.now() - since <= deadlineMs) return;
    this.#overdueMs = deadlineMs;
    this.kill();
  }

  /** Forgets its silence: it was the supervisor that did not listen. */
  pardon(): void {
    this.#heardAt = performance.now();
    this.#progressAt = performance.now();
  }

  #hear(message: FromWorker): void {
    this.#heardAt = performance.now();
    if (message.kind !== 'alive') this.#progressAt = performance.now();
    switch (message.kind) {
      case 'alive':
        return;
      case 'loading': {
        const loaded = this.#loading;
        this.#loading = message.version;
        if (loaded !== undefined) this.emit('loaded', loaded);
        return;
      }
      case 'ready':
        this.emit('ready', message.offer);
        return;
      case 'failed':
        this.#hasFailed = true;
        this.emit('failed', message.error);
        return;
      case 'accepted':
        this.#untaken.get(message.id)?.destroy();
        this.#untaken.delete(message.id);
        return;
      case 'stuck':
        this.emit('stuck', message.version);
        return;
      case 'metrics':
        this.emit('metrics', message.snapshot);
        return;
      case 'metricsWanted':
        this.emit('metricsWanted', message.id);
        return;
      default:
        message satisfies never;
    }
  }

  #send(message: ToWorker): void {
    // A failure means that it has ended or is about to, which `close` tells.
    this.#child.send(message, () => {});
  }

  #end(how: string): void {
    this.emit('ended', {
      pid: this.pid,
      phase: this.#phase,
      how,
      overdueMs: this.#overdueMs,
      loading: this.#loading,
      hasFailed: this.#hasFailed,
      untaken: [...this.#untaken.values()],
    });
  }
}
