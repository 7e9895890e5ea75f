import { count, duration } from '../figures';
import type { Contender } from '../interleave';
import type { Figure } from '../section';
import type { Load } from './load';
import type { LoadGenerator } from './load-generator';
import { cpuTimeOf } from './process-tree';
import type { ServerProcess } from './server-process';

/** What a server did under load. */
export interface LoadMeasure {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Of the server with all its processes; undefined where the system does not tell. */
  readonly cpuMsPerRequest: number | undefined;
}

export const throughput: Figure<LoadMeasure> = {
  name: 'requests/s',
  of: ({ requestsPerSecond }) => requestsPerSecond,
  show: count,
};

export const tail: Figure<LoadMeasure> = { name: 'p99', of: ({ p99Ms }) => p99Ms, show: duration };

/** Nearly the same however busy the machine is. */
export const cpu: Figure<LoadMeasure> = {
  name: 'CPU/request',
  of: ({ cpuMsPerRequest }) => cpuMsPerRequest,
  show: duration,
};

/** A server that is sent a load in each of its turns. */
export function underLoad(
  name: string,
  server: ServerProcess,
  generator: LoadGenerator,
  load: Omit<Load, 'url'>,
): Contender<LoadMeasure> {
  return {
    name,
    async measure() {
      const before = cpuTimeOf(server.pid);
      const { requests, seconds, p99Ms } = await generator.run({ ...load, url: server.graphqlUrl });
      const after = cpuTimeOf(server.pid);
      return {
        requestsPerSecond: requests / seconds,
        p99Ms,
        cpuMsPerRequest:
          before === undefined || after === undefined ? undefined : (after - before) / requests,
      };
    },
  };
}
