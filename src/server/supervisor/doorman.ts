import type { Socket } from 'node:net';
import type { WorkerProcess } from './worker-process';

/** Connections that may wait for a worker; each holds a file descriptor. */
const mostWaiting = 1024;

/**
 * Hands the connections that come in to the workers, in turn. One whose worker died before it took it is
 * handed to another, and while no worker is ready they wait: a client that connects always gets an answer.
 */
export class Doorman {
  /** In the order in which it is their turn. */
  readonly #workers = new Set<WorkerProcess>();
  #waiting: Socket[] = [];

  admit(connection: Socket): void {
    const worker = this.#freest();
    if (worker !== undefined) {
      worker.hand(connection);
      this.#workers.delete(worker);
      this.#workers.add(worker);
    } else if (this.#waiting.length < mostWaiting) {
      this.#waiting.push(connection);
    } else {
      connection.destroy();
    }
  }

  add(worker: WorkerProcess): void {
    this.#workers.add(worker);
    for (const connection of this.#waiting.splice(0)) this.admit(connection);
  }

  /** Hands a worker nothing more; it keeps what it was handed. */
  remove(worker: WorkerProcess): void {
    this.#workers.delete(worker);
  }

  /** Ends the connections that wait. */
  close(): void {
    for (const connection of this.#waiting.splice(0)) connection.destroy();
  }

  /** One that has taken all it was handed, so that a stuck worker holds up one connection, not every second. */
  #freest(): WorkerProcess | undefined {
    let freest: WorkerProcess | undefined;
    for (const worker of this.#workers) {
      if (freest === undefined || worker.untaken < freest.untaken) freest = worker;
    }
    return freest;
  }
}
