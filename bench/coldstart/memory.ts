import { megabytes } from '../figures';
import type { LoadGenerator } from '../load/load-generator';
import { memoryOf, processesOf } from '../load/process-tree';
import { ServerProcess } from '../load/server-process';
import type { BenchSetting } from '../part';
import { type Figure, type Section, sectionOf } from '../section';
import { predictql } from '../servers';
import { openPriceRequests } from '../serving/price-requests';

type Memory = ReturnType<typeof memoryOf>;

const resident: Figure<Memory> = { name: 'VmRSS', of: ({ residentBytes }) => residentBytes, show: megabytes };
const proportional: Figure<Memory> = {
  name: 'PSS',
  of: ({ proportionalBytes }) => proportionalBytes,
  show: megabytes,
};

const mostBytes = 180e6;
const load = { connections: 64, seconds: 5 };

/** The memory of a server with two workers, before and after a load; nothing where the system does not tell. */
export async function memory(
  { registry, progress }: BenchSetting,
  generator: LoadGenerator,
): Promise<readonly Section[]> {
  const { bodies } = await openPriceRequests(registry);
  const server = await ServerProcess.start(predictql(registry, { WEB_CONCURRENCY: '2' }));
  try {
    const atStart = processesOf(server.pid);
    if (atStart === undefined) return [];
    progress('memory of two workers');
    const [supervisor, ...idle] = atStart.map(memoryOf);
    await generator.run({ ...load, url: server.graphqlUrl, bodies });
    const busy = (processesOf(server.pid) ?? []).slice(1).map(memoryOf);
    const largest = Math.max(...busy.map(({ residentBytes }) => residentBytes));
    const rounds = new Map([
      ['supervisor', [supervisor]],
      ['worker, when ready', idle],
      [`worker, after ${load.seconds} s of load`, busy],
    ]);
    return [
      sectionOf(rounds, {
        title: 'memory of each of two workers',
        figures: [resident, proportional],
        comparisons: [],
        remarks: [
          `The largest worker has ${megabytes(largest)} resident: ${largest <= mostBytes ? 'within' : 'MORE THAN'} ${megabytes(mostBytes)}.`,
          'PSS counts what processes share, such as the program itself, by their share.',
        ],
      }),
    ];
  } finally {
    await server.stop();
  }
}
