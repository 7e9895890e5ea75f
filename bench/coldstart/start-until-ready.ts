import { duration } from '../figures';
import { type Contender, interleave } from '../interleave';
import { cpuTimeOf } from '../load/process-tree';
import { type ServerCommand, ServerProcess } from '../load/server-process';
import type { BenchSetting } from '../part';
import { type Figure, type Section, sectionOf } from '../section';
import { apollo, predictql } from '../servers';

interface StartMeasure {
  readonly elapsedMs: number;
  /** Of all processes together; undefined where the system does not tell. */
  readonly cpuMs: number | undefined;
}

const elapsed: Figure<StartMeasure> = {
  name: 'until ready',
  of: ({ elapsedMs }) => elapsedMs,
  show: duration,
};
const cpu: Figure<StartMeasure> = { name: 'CPU', of: ({ cpuMs }) => cpuMs, show: duration };

/** From the start of the process until it answers over HTTP, beside the least that Apollo can do. */
export async function startUntilReady({ registry, rounds, progress }: BenchSetting): Promise<Section> {
  const contenders = [
    starting('predictql', predictql(registry)),
    starting('predictql again', predictql(registry)),
    starting('two workers', predictql(registry, { WEB_CONCURRENCY: '2' })),
    starting('bare apollo', apollo('coldstart/bare-apollo.js')),
  ];
  const measured = await interleave(contenders, { rounds: rounds(9), warmUpRounds: 1, progress });
  return sectionOf(measured, {
    title: 'from the start until it answers over HTTP, with one worker',
    figures: [elapsed, cpu],
    comparisons: [
      { of: 'predictql', to: 'bare apollo', figure: elapsed, wanted: { atMost: 2 } },
      { of: 'predictql', to: 'bare apollo', figure: cpu },
      { of: 'two workers', to: 'bare apollo', figure: elapsed },
      { of: 'predictql again', to: 'predictql', figure: elapsed, note: 'A/A: the spread of the same thing' },
    ],
    remarks: ['predictql starts two processes, a supervisor and then its worker; bare apollo is one.'],
  });
}

function starting(name: string, command: ServerCommand): Contender<StartMeasure> {
  return {
    name,
    async measure() {
      const started = performance.now();
      const server = await ServerProcess.start(command);
      const measure = { elapsedMs: performance.now() - started, cpuMs: cpuTimeOf(server.pid) };
      await server.stop();
      return measure;
    },
  };
}
