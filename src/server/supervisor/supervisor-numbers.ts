import { Counter, Gauge, Registry } from 'prom-client';
import type { Crew } from './crew';
import type { Journal } from './journal';

const phases = ['ready', 'starting', 'retiring'] as const;

/** What the supervisor itself counts, read when it is asked for. */
export function supervisorNumbers(crew: Crew, journal: Journal): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'predictql_workers',
    help: 'Worker processes by what they are doing.',
    labelNames: ['phase'],
    registers,
    collect() {
      for (const phase of phases) this.set({ phase }, crew.counts[phase]);
    },
  });
  new Counter({
    name: 'predictql_worker_restarts_total',
    help: 'Worker processes that ended without being told to.',
    registers,
    collect() {
      this.reset();
      this.inc(journal.restarts);
    },
  });
  new Counter({
    name: 'predictql_reloads_total',
    help: 'How often all workers were replaced after a change of the registry.',
    registers,
    collect() {
      this.reset();
      this.inc(journal.reloads);
    },
  });
  return registry;
}
