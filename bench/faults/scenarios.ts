import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { type Bed, versions } from './bed';
import type { LoadReport } from './load';

/** How much of it: 1 is what a release should pass, less is a look. */
export interface Extent {
  readonly share: number;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Runs it on a server of its own. */
  run(bed: Bed, extent: Extent): Promise<LoadReport>;
}

const clients = 16;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What can go wrong with a server, one thing after the other, under load. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'moves',
    title: '100 alias moves, each live before the next',
    async run(bed, { share }) {
      const load = await bed.load(clients);
      const moves = Math.ceil(100 * share);
      for (let move = 1; move <= moves; move++) {
        const version = versions[move % 2];
        await bed.promote(version);
        await bed.served(version);
      }
      return load.stop();
    },
  },
  {
    name: 'flood',
    title: '100 alias moves, ten a second',
    async run(bed, { share }) {
      const load = await bed.load(clients);
      const moves = 2 * Math.ceil(50 * share);
      for (let move = 1; move <= moves; move++) {
        await bed.promote(versions[move % 2]);
        await pause(100);
      }
      await bed.promote(versions[1]);
      await bed.served(versions[1]);
      return load.stop();
    },
  },
  {
    name: 'kills',
    title: 'kill -9 of every worker in turn, 10 times (one failure per client and kill is expected)',
    async run(bed, { share }) {
      const load = await bed.load(clients);
      for (let round = 0; round < Math.ceil(10 * share); round++) {
        for (const pid of bed.workers()) {
          process.kill(pid, 'SIGKILL');
          await load.answers(100);
          await pause(500);
          await bed.whole();
        }
      }
      return load.stop();
    },
  },
  {
    name: 'gone',
    title: 'the registry is away for a minute',
    async run(bed, { share }) {
      const load = await bed.load(clients);
      await load.answers(100);
      await rename(bed.folder, `${bed.folder}-away`);
      await pause(60_000 * share);
      await rename(`${bed.folder}-away`, bed.folder);
      await load.answers(100);
      return load.stop();
    },
  },
  {
    name: 'stop',
    title: 'SIGTERM (refused connections after it are expected)',
    async run(bed) {
      const load = await bed.load(clients);
      await load.answers(200);
      bed.server.kill('SIGTERM');
      const [code] = (await once(bed.server, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`The server must end with 0, got ${code}.`);
      return load.stop();
    },
  },
  {
    name: 'soak',
    title: '20 minutes, an alias move every minute; memory of the supervisor and of each process in MB',
    async run(bed, { share }) {
      const load = await bed.load(clients);
      const end = Date.now() + 20 * 60_000 * share;
      for (let minute = 1; Date.now() < end; minute++) {
        await pause(Math.min(60_000, 20 * 60_000 * share));
        console.log(`  minute ${minute}: ${(await bed.memory()).join(' ')}`);
        await bed.promote(versions[minute % 2]);
      }
      return load.stop();
    },
  },
];
