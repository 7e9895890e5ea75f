import { availableParallelism } from 'node:os';
import { interleave } from '../interleave';
import type { LoadGenerator } from '../load/load-generator';
import { ServerProcess } from '../load/server-process';
import { cpu, tail, throughput, underLoad } from '../load/under-load';
import type { BenchSetting } from '../part';
import { rawOnnx } from '../raw-onnx';
import { type Section, sectionOf } from '../section';
import { apollo, echo, predictql } from '../servers';
import { assertPrices, openPriceRequests, type PriceRequests } from './price-requests';

const connections = 64;
const seconds = 2.5;

/** One row for each request over HTTP, beside servers that do less, servers that do it otherwise, and itself. */
export async function overHttp(setting: BenchSetting, generator: LoadGenerator): Promise<Section> {
  const { registry, rounds, progress } = setting;
  const requests = await openPriceRequests(registry);
  const { bodies } = requests;
  const commands = {
    echo,
    predictql: predictql(registry),
    'predictql again': predictql(registry),
    'without batching': predictql(registry, { PREDICTQL_BATCHING: '0' }),
    'two workers': predictql(registry, { WEB_CONCURRENCY: '2' }),
    'stock apollo': apollo('serving/stock/stock.js', registry),
  };
  const servers: ServerProcess[] = [];
  try {
    const contenders = [];
    for (const [name, command] of Object.entries(commands)) {
      progress(`starting ${name}`);
      const server = await ServerProcess.start(command);
      servers.push(server);
      if (command !== echo) await assertAnswers(server, requests);
      contenders.push(underLoad(name, server, generator, { bodies, connections, seconds }));
    }
    const measured = await interleave(contenders, { rounds: rounds(7), warmUpRounds: 2, progress });
    return sectionOf(measured, {
      title: `one row over HTTP, ${connections} connections`,
      figures: [throughput, tail, cpu],
      comparisons: [
        { of: 'predictql', to: 'echo', figure: throughput, wanted: { atLeast: 0.4 } },
        { of: 'predictql', to: 'echo', figure: cpu },
        { of: 'predictql', to: 'stock apollo', figure: throughput, wanted: { atLeast: 3 } },
        { of: 'predictql', to: 'stock apollo', figure: cpu },
        { of: 'predictql', to: 'without batching', figure: throughput, wanted: { atLeast: 1.5 } },
        { of: 'predictql', to: 'without batching', figure: tail, wanted: { atMost: 1 } },
        { of: 'predictql', to: 'without batching', figure: cpu },
        { of: 'two workers', to: 'predictql', figure: throughput, wanted: { atLeast: 1.7 } },
        { of: 'two workers', to: 'predictql', figure: cpu },
        {
          of: 'predictql again',
          to: 'predictql',
          figure: throughput,
          note: 'A/A: the spread of the same thing',
        },
        { of: 'predictql again', to: 'predictql', figure: cpu, note: 'A/A' },
      ],
      remarks: [
        'predictql has one worker but where it says otherwise. The echo parses the JSON and answers at once.',
        `The load takes most of a core for itself: on ${availableParallelism()} cores two workers have ${availableParallelism() - 1} left.`,
      ],
    });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Asks for some of the prices that the load will ask for. */
async function assertAnswers(server: ServerProcess, requests: PriceRequests): Promise<void> {
  const { manifest, artifact, rows, bodies } = requests;
  const runOf = await rawOnnx(manifest, artifact);
  for (let at = 0; at < bodies.length; at += 10) {
    assertPrices(await server.ask(bodies[at]), await runOf([rows[at]])());
  }
}
