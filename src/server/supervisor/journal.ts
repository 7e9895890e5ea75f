import { errorCatalogue, PredictqlError } from '../../contract';
import type { Logger } from '../log/logging';
import type { Offer, OfferProblem } from './messages';
import type { StateProblem, SupervisorState, WorkerCounts } from './state';
import type { Ending } from './worker-process';

/** What a trouble is about: the registry as the supervisor sees it, or workers that do not come up. */
type Matter = 'registry' | 'workers';

/** Logs what happens to the workers, each thing once, and remembers what `/health/ready` tells of it. */
export class Journal {
  readonly #troubles = new Map<Matter, Error>();
  #problems = new Set<string>();
  #restarts = 0;
  #reloads = 0;
  #reloadedAt: string | null = null;

  constructor(private readonly logger: Logger) {}

  /** Workers that ended without being told to. */
  get restarts(): number {
    return this.#restarts;
  }

  /** How often all workers were replaced. */
  get reloads(): number {
    return this.#reloads;
  }

  state(workers: WorkerCounts, snapshot: string): SupervisorState {
    const trouble = this.#troubles.get('registry') ?? this.#troubles.get('workers');
    return {
      workers,
      snapshot,
      restarts: this.#restarts,
      reloadedAt: this.#reloadedAt,
      problem: trouble === undefined ? null : problemOf(trouble),
    };
  }

  /** A worker is ready. Its problems are logged unless the one before it had them too. */
  offered({ problems }: Offer): void {
    for (const problem of problems) {
      if (!this.#problems.has(keyOf(problem))) this.#logProblem(problem);
    }
    this.#problems = new Set(problems.map(keyOf));
  }

  ended({ pid, phase, how, overdueMs, loading, hasFailed }: Ending): void {
    const isExpected = phase === 'retiring' && overdueMs === undefined && how === 'exit code 0';
    if (phase === 'ready') this.#restarts++;
    // Why it failed is told as a trouble.
    if (isExpected || hasFailed) {
      this.logger.debug('worker ended', { pid, how });
      return;
    }
    this.logger.error('worker died', {
      pid,
      phase,
      how,
      ...(overdueMs !== undefined && { silentForMs: overdueMs }),
      ...(loading !== undefined && { loading }),
    });
  }

  /** Something keeps the newest state from being served; undefined when it does no longer. */
  troubled(matter: Matter, error: Error | undefined): void {
    const known = this.#troubles.get(matter)?.message;
    if (error === undefined) {
      this.#troubles.delete(matter);
      if (known !== undefined) this.logger.info('trouble is over', { matter });
    } else if (error.message !== known) {
      this.#troubles.set(matter, error);
      this.logger.error('trouble', { matter, ...described(error) });
    }
  }

  /** All workers serve the newest state of the registry. */
  reloaded(models: readonly string[]): void {
    this.#reloads++;
    this.#reloadedAt = new Date().toISOString();
    this.logger.info('reloaded', { models });
  }

  #logProblem({ subject, code, reason, serves }: OfferProblem): void {
    if (serves === undefined) this.logger.error('version cannot serve', { version: subject, code, reason });
    else this.logger.error('alias falls back', { alias: subject, serves, code, reason });
  }
}

function keyOf({ subject, reason, serves }: OfferProblem): string {
  return JSON.stringify([subject, reason, serves]);
}

/** What clients are told: the log has the rest. */
function problemOf(error: Error): StateProblem {
  return error instanceof PredictqlError
    ? { code: error.code, reason: errorCatalogue[error.code] }
    : { code: 'UNEXPECTED', reason: 'An unexpected error, which the log tells.' };
}

/** A known fault explains itself, only of an unknown one the stack says more. */
function described(error: Error) {
  return error instanceof PredictqlError ? { code: error.code, reason: error.message } : { error };
}
