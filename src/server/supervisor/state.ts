/** What the supervisor tells every worker, so that each can answer for all of them. */
export interface SupervisorState {
  readonly workers: WorkerCounts;
  /** Names the state of the registry that is served, or is being brought up. */
  readonly snapshot: string;
  /** Workers that ended without being told to, since the start. */
  readonly restarts: number;
  /** When the last worker was replaced after a change of the registry, ISO 8601 in UTC; null before the first. */
  readonly reloadedAt: string | null;
  /** What keeps the newest state of the registry from being served, or workers from coming up. */
  readonly problem: StateProblem | null;
}

export interface WorkerCounts {
  readonly wanted: number;
  readonly ready: number;
  /** On their way up: successors of workers that died, or of those that a reload replaces. */
  readonly starting: number;
  /** Answering their last requests. */
  readonly retiring: number;
}

export interface StateProblem {
  readonly code: string;
  /** Fit for clients: it names no place of the machine. */
  readonly reason: string;
}
