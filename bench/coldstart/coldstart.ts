import { LoadGenerator } from '../load/load-generator';
import type { BenchPart } from '../part';
import { memory } from './memory';
import { startUntilReady } from './start-until-ready';

/** What a server with three models takes before anybody has asked for anything, and its memory after that. */
export const coldstart: BenchPart = {
  name: 'coldstart',
  title: 'a server with three models',
  async run(setting) {
    const start = await startUntilReady(setting);
    const generator = new LoadGenerator();
    try {
      return [start, ...(await memory(setting, generator))];
    } finally {
      generator.close();
    }
  },
};
