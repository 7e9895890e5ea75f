import { join } from 'node:path';
import { compared } from '../comparison';
import { type Contender, interleave } from '../interleave';
import type { BenchPart } from '../part';
import { commandLine } from '../trained-registry';
import { startUntilReady } from './start-until-ready';

/** How long a process needs from its start until it answers, beside the least that Apollo can do. */
export const coldstart: BenchPart = {
  name: 'coldstart',
  title: 'from the start of the process until it answers over HTTP',
  async run(registry) {
    const env = { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1' };
    const ours = [commandLine, 'serve', '--registry', registry];
    const bare = [join(__dirname, 'bare-apollo.js')];
    const times = await interleave(
      [
        starting('predictql serve', ours, env, '/health/ready'),
        starting('predictql serve again', ours, env, '/health/ready'),
        starting('bare apollo', bare, env, '/?query={__typename}'),
      ],
      { rounds: 9, turns: 1, warmUpRounds: 1 },
    );
    return compared(times, [
      { of: 'predictql serve', to: 'bare apollo' },
      {
        of: 'predictql serve again',
        to: 'predictql serve',
        note: 'A/A: the spread of the same thing',
      },
    ]);
  },
};

function starting(name: string, script: readonly string[], env: NodeJS.ProcessEnv, path: string): Contender {
  let end: (() => Promise<void>) | undefined;
  return {
    name,
    async run() {
      end = await startUntilReady(script, env, path);
    },
    tidy: async () => end?.(),
  };
}
