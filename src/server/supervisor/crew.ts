import { EventEmitter } from 'node:events';
import { PredictqlError } from '../../contract';
import { Backoff } from './backoff';
import { errorOf, type Offer, type StartOrder } from './messages';
import { nextStep } from './next-step';
import { Quarantine } from './quarantine';
import type { WorkerCounts } from './state';
import { type Deadlines, type Ending, WorkerProcess } from './worker-process';

/** A worker that lived for so long is not part of a crash loop. */
const provenAfterMs = 10_000;

export interface CrewOptions extends Deadlines {
  /** The path of what a worker runs. */
  readonly program: string;
  readonly wanted: number;
  /** How long a retiring worker may take. */
  readonly graceMs: number;
  /** What a new worker is told, but for the quarantine. */
  readonly order: Omit<StartOrder, 'quarantined'>;
}

interface CrewEvents {
  ready: [WorkerProcess, Offer];
  /** It is to be handed no more connections. */
  leaving: [WorkerProcess];
  ended: [WorkerProcess, Ending];
  /** A worker could not start, or what it offers is too little to take the place of another. */
  failed: [PredictqlError];
  /** As many workers as wanted are ready and of a generation that had not come so far before. */
  complete: [];
  quarantined: [version: string];
  /** The counts are others, or the quarantine is. */
  changed: [];
}

/** Keeps the wanted number of workers up, and replaces them one by one when a new generation is called. */
export class Crew extends EventEmitter<CrewEvents> {
  readonly quarantine = new Quarantine();
  readonly #backoff = new Backoff();
  /** In the order of their start. */
  readonly #workers = new Set<WorkerProcess>();
  #generation = 1;
  #completed = 0;
  #isClosing = false;
  #startAt = 0;
  #waiting: NodeJS.Timeout | undefined;

  constructor(private readonly options: CrewOptions) {
    super();
  }

  get workers(): readonly WorkerProcess[] {
    return [...this.#workers];
  }

  get counts(): WorkerCounts {
    const count = (phase: WorkerProcess['phase']) =>
      this.workers.filter((worker) => worker.phase === phase).length;
    const { wanted } = this.options;
    return { wanted, ready: count('ready'), starting: count('starting'), retiring: count('retiring') };
  }

  /** Whether as many workers as wanted are ready, all of the newest generation. */
  get isWhole(): boolean {
    const ready = this.workers.filter(({ phase }) => phase === 'ready');
    return (
      ready.length === this.options.wanted && ready.every(({ generation }) => generation === this.#generation)
    );
  }

  /** Starts what is missing. */
  start(): void {
    this.#proceed();
  }

  /** Calls a new generation: every worker is replaced, and past failures do not delay it. */
  renew(): void {
    this.#generation++;
    this.#backoff.reset();
    this.#startAt = 0;
    this.#proceed();
  }

  /** Ends all workers, each when it has answered what it is asked. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#waiting);
    const ended = this.workers.map((worker) => new Promise((resolve) => worker.once('ended', resolve)));
    for (const worker of this.workers) {
      if (worker.phase === 'ready') this.#retire(worker);
      else if (worker.phase === 'starting') worker.kill();
    }
    await Promise.all(ended);
  }

  kill(): void {
    this.#isClosing = true;
    clearTimeout(this.#waiting);
    for (const worker of this.#workers) worker.kill();
  }

  /** Takes the steps that can be taken now. */
  #proceed(): void {
    while (!this.#isClosing) {
      const step = nextStep(this.workers, this.options.wanted, this.#generation);
      if (step === undefined) break;
      if (step.do === 'retire') this.#retire(step.member);
      else if (!this.#mayStart()) break;
      else this.#start();
    }
    if (this.isWhole && this.#completed < this.#generation) {
      this.#completed = this.#generation;
      this.emit('complete');
    }
    this.emit('changed');
  }

  /** False while it must be waited after a failure; it goes on by itself then. */
  #mayStart(): boolean {
    const waitMs = this.#startAt - performance.now();
    if (waitMs <= 0) return true;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#proceed(), waitMs);
    return false;
  }

  #start(): void {
    const { program, order } = this.options;
    const quarantined = this.quarantine.versions;
    const worker = new WorkerProcess(program, { ...order, quarantined }, this.#generation);
    this.#workers.add(worker);
    worker
      .on('ready', (offer) => this.#judge(worker, offer))
      .on('failed', (report) => this.emit('failed', errorOf(report)))
      .on('loaded', (version) => this.quarantine.loaded(version))
      .on('stuck', () => {
        // Of no generation that counts: it is replaced.
        worker.generation = 0;
        this.#proceed();
      })
      .on('ended', (ending) => this.#bury(worker, ending));
  }

  /** Takes a worker that is ready into service, unless others offer what this one could not read. */
  #judge(worker: WorkerProcess, offer: Offer): void {
    if (offer.isPartial) {
      const [{ subject, reason }] = offer.problems;
      this.#delay();
      // Better than nothing when it is the only one; replaced as soon as all can be read.
      worker.generation = 0;
      if (this.counts.ready > 0) {
        worker.kill();
        this.emit('failed', partial(subject, reason));
        return;
      }
    }
    worker.enlist();
    setTimeout(() => {
      if (this.#workers.has(worker)) this.#backoff.reset();
    }, provenAfterMs).unref();
    this.emit('ready', worker, offer);
    this.#proceed();
  }

  #retire(worker: WorkerProcess): void {
    this.emit('leaving', worker);
    worker.retire();
    // It cuts its last requests by itself before.
    const kill = setTimeout(() => worker.kill(), this.options.graceMs + 2000);
    worker.once('ended', () => clearTimeout(kill));
  }

  #bury(worker: WorkerProcess, ending: Ending): void {
    this.#workers.delete(worker);
    this.emit('leaving', worker);
    this.emit('ended', worker, ending);
    if (ending.phase !== 'retiring' && !this.#isClosing && !this.#blame(ending)) this.#delay();
    this.#proceed();
  }

  /** Finds out whether a version ended the worker; then its successor does not meet it again. */
  #blame({ loading, overdueMs, how }: Ending): boolean {
    if (loading === undefined) return false;
    if (overdueMs !== undefined) this.quarantine.blocked(loading, overdueMs);
    else if (!this.quarantine.died(loading, how)) return false;
    this.emit('quarantined', loading);
    // Those that got it loaded must not answer otherwise than those that come.
    this.#generation++;
    return true;
  }

  #delay(): void {
    this.#startAt = performance.now() + this.#backoff.fail();
  }
}

function partial(subject: string, reason: string): PredictqlError {
  return new PredictqlError('REGISTRY_UNREACHABLE', {
    subject: 'A new worker',
    expected: 'read all of the registry before it takes the place of another',
    received: `${subject}: ${reason}`,
    remedy: 'It is tried again.',
  });
}
