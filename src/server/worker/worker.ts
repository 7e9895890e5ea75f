import type { Socket } from 'node:net';
import { PredictqlError } from '../../contract';
import { type UnusableVersion, unusableName } from '../../runtime';
import { BufferedLines } from '../log/buffered-lines';
import { createLogger } from '../log/logging';
import { MemberMetrics } from '../metrics';
import { openServer, type Server } from '../server';
import {
  errorOf,
  type FromWorker,
  type Quarantined,
  reportOf,
  type StartOrder,
  type ToWorker,
} from '../supervisor/messages';
import type { SupervisorState } from '../supervisor/state';
import { offerOf } from './offer-of';

const heartbeatMs = 500;

/**
 * A process that serves: it loads what the registry holds, says so, and answers on the connections that its
 * supervisor hands it, until it is told to end or its supervisor has gone.
 */
export class Worker {
  readonly #metrics = new MemberMetrics((id) => void tell({ kind: 'metricsWanted', id }));
  #server: Server | undefined;
  #state: SupervisorState | undefined;
  /** Whether a thread of this process does not come back from a model. */
  #isStuck = false;

  start(): void {
    // Terminals and platforms signal all processes; it is the supervisor that decides.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
    setInterval(() => void tell({ kind: 'alive' }), heartbeatMs);
    process.on('message', (message: ToWorker, connection?: Socket) => this.#obey(message, connection));
    process.once('disconnect', () => void this.#leave());
  }

  #obey(message: ToWorker, connection: Socket | undefined): void {
    switch (message.kind) {
      case 'start':
        void this.#serve(message.order);
        return;
      case 'connection':
        // None when the client has gone in the meantime.
        if (connection !== undefined) this.#server?.take(connection);
        void tell({ kind: 'accepted', id: message.id });
        return;
      case 'state':
        this.#state = message.state;
        for (const version of message.quarantined) this.#server?.catalog.exclude(unusable(version));
        return;
      case 'measure':
        void this.#measure();
        return;
      case 'metricsText':
        this.#metrics.answer(message.id, message.text);
        return;
      case 'retire':
        void this.#leave();
        return;
      default:
        message satisfies never;
    }
  }

  async #serve({ environment, log, quarantined }: StartOrder): Promise<void> {
    const { stdout } = process;
    const lines = stdout.isTTY ? stdout : new BufferedLines(stdout);
    const logger = createLogger(log, lines).child({ pid: process.pid });
    try {
      this.#server = await openServer(environment, logger, {
        quarantined: quarantined.map(unusable),
        announce: (version) => tell({ kind: 'loading', version }),
        supervision: () => this.#state,
        metrics: this.#metrics,
      });
      this.#server.catalog.runtime.events.on('stuck', (version) => {
        this.#isStuck = true;
        void tell({ kind: 'stuck', version: unusableName(version) });
      });
      await tell({ kind: 'ready', offer: offerOf(this.#server.catalog) });
    } catch (error) {
      // What nobody foresaw is told on stderr, with its stack; the supervisor sees the process end.
      if (!(error instanceof PredictqlError)) throw error;
      await tell({ kind: 'failed', error: reportOf(error) });
      process.exit(1);
    }
  }

  async #measure(): Promise<void> {
    await tell({ kind: 'metrics', snapshot: await this.#metrics.snapshot() });
  }

  async #leave(): Promise<void> {
    await this.#server?.drain();
    // Its last word: what it counted is not to be lost.
    await this.#measure();
    // A process that exits waits for its threads.
    if (this.#isStuck) process.kill(process.pid, 'SIGKILL');
    process.exit(0);
  }
}

/** Tells the supervisor; resolves once it is on its way, whatever happens to this process then. */
function tell(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    // Without a supervisor there is nobody to tell, and this process is about to end.
    if (process.connected) process.send?.(message, undefined, {}, () => resolve());
    else resolve();
  });
}

function unusable({ model, version, error }: Quarantined): UnusableVersion {
  return { model, version, error: errorOf(error) };
}
