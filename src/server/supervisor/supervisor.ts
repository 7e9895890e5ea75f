import { join } from 'node:path';
import { PredictqlError } from '../../contract';
import { openRegistry } from '../../registry';
import type { Environment } from '../environment/environment';
import { type Listener, listen } from '../http/listen';
import type { Logger } from '../log/logging';
// Not from its index: what else it holds is for processes that answer requests.
import { CrewMetrics } from '../metrics/crew-metrics';
import { Crew } from './crew';
import { Doorman } from './doorman';
import { Journal } from './journal';
import type { LogOptions, Offer } from './messages';
import { RegistryWatch } from './registry-watch';
import { watchSilence } from './silence';
import { supervisorNumbers } from './supervisor-numbers';
import type { Ending, WorkerProcess } from './worker-process';

const workerProgram = join(__dirname, '../worker/main.js');

/** How long workers that end wait for their requests: platforms kill after 30 s. */
const graceMs = 25_000;

/** Workers that die without a word before any was ready, after which the start is given up. */
const mostEarlyDeaths = 4;

/**
 * Serves with several processes: accepts connections, hands them to workers, and replaces workers that die,
 * that hang or that serve an old state of the registry. It loads no model and reads no request itself, so
 * that nothing that a request or a model does can harm it.
 */
export class Supervisor {
  readonly #doorman = new Doorman();
  readonly #crew: Crew;
  #listener: Listener | undefined;
  #end = () => {};

  /** @param log - how the workers log */
  constructor(
    private readonly environment: Environment,
    private readonly logger: Logger,
    log: LogOptions,
  ) {
    const { workers: wanted, workerDeadlineMs, loadDeadlineMs } = environment;
    this.#crew = new Crew({
      program: workerProgram,
      wanted,
      workerDeadlineMs,
      loadDeadlineMs,
      graceMs,
      order: { environment, log },
    });
  }

  /**
   * Starts the workers, and listens once one of them is ready.
   *
   * @throws PredictqlError `REGISTRY_MISSING`, `PORT_UNAVAILABLE`, what the first worker that could not start
   *   says, `WORKERS_FAILED` when they die without a word
   */
  async start(): Promise<void> {
    const { environment, logger } = this;
    const registry = await openRegistry(environment.registry, { mustExist: true });
    const watch = await RegistryWatch.open(registry);
    const journal = new Journal(logger);
    const endWatch = watchSilence(() => this.#crew.workers, environment);
    this.#end = () => {
      watch.stop();
      endWatch();
      this.#listener?.close();
      this.#doorman.close();
    };
    try {
      const { models } = await this.#startCrew(journal, watch);
      this.#listener = await listen((connection) => this.#doorman.admit(connection), environment);
      const { url } = this.#listener;
      logger.info('serving', { url, models, registry: registry.location, workers: environment.workers });
    } catch (error) {
      this.kill();
      throw error;
    }
    watch.start(environment.reloadMs, {
      changed: (snapshot) => {
        logger.info('reloading', { snapshot });
        this.#crew.renew();
      },
      troubled: (error) => {
        journal.troubled('registry', error);
        this.#broadcast(journal, watch);
      },
    });
  }

  /** Replaces all workers now, and gives versions that were kept out another chance. */
  reload(): void {
    this.logger.info('reloading');
    this.#crew.quarantine.clear();
    this.#crew.renew();
  }

  /** Accepts no more connections; resolves once the workers have answered what they are asked. */
  async stop(): Promise<void> {
    this.logger.info('draining', { graceMs });
    // Connections that are made already are accepted and handed on before the port is given up.
    await new Promise(setImmediate);
    this.#end();
    await this.#crew.close();
    this.logger.info('stopped');
  }

  /** Ends everything at once. */
  kill(): void {
    this.#end();
    // That they die is no news then.
    this.#crew.removeAllListeners();
    this.#crew.kill();
  }

  /** Starts the workers; resolves with what the first one that is ready offers. */
  #startCrew(journal: Journal, watch: RegistryWatch): Promise<Offer> {
    let earlyDeaths = 0;
    let newest: Offer | undefined;
    let isUp = false;
    const metrics = new CrewMetrics<WorkerProcess>(supervisorNumbers(this.#crew, journal));
    return new Promise((resolve, reject) => {
      this.#crew
        .on('ready', (worker, offer) => {
          this.#doorman.add(worker);
          metrics.add(worker);
          worker
            .on('metrics', (snapshot) => metrics.take(worker, snapshot))
            .on('metricsWanted', (id) => {
              void metrics.text().then((text) => worker.tell({ kind: 'metricsText', id, text }));
            });
          journal.offered(offer);
          newest = offer;
          resolve(offer);
        })
        .on('failed', (error) => {
          if (newest === undefined) reject(error);
          else journal.troubled('workers', error);
        })
        .on('leaving', (worker) => this.#doorman.remove(worker))
        .on('ended', (worker, ending) => {
          metrics.remove(worker);
          journal.ended(ending);
          for (const connection of ending.untaken) this.#doorman.admit(connection);
          // Of those that died over a version each takes the crew nearer to a start without it.
          const isMute = !ending.hasFailed && ending.loading === undefined;
          if (newest === undefined && isMute && ++earlyDeaths >= mostEarlyDeaths) {
            reject(workersFailed(ending));
          }
        })
        .on('quarantined', (version) => this.logger.error('version is kept out', { version }))
        .on('complete', () => {
          if (isUp) journal.reloaded(newest?.models ?? []);
          isUp = true;
        })
        .on('changed', () => {
          if (this.#crew.isWhole) journal.troubled('workers', undefined);
          this.#broadcast(journal, watch);
        })
        .start();
    });
  }

  /** Tells all workers how things are, so that each can answer for all. */
  #broadcast(journal: Journal, watch: RegistryWatch): void {
    const { counts, quarantine, workers } = this.#crew;
    const state = journal.state(counts, watch.fingerprint);
    for (const worker of workers) {
      worker.tell({ kind: 'state', state, quarantined: quarantine.versions });
    }
  }
}

function workersFailed({ how, overdueMs }: Ending): PredictqlError {
  const end = overdueMs === undefined ? how : `no sign of progress for ${overdueMs / 1000} s`;
  return new PredictqlError('WORKERS_FAILED', {
    subject: 'The first worker processes',
    expected: 'become ready',
    received: `${mostEarlyDeaths} that ended with ${end}`,
    remedy: 'Look at what they wrote before, and at the memory that this machine has left.',
  });
}
