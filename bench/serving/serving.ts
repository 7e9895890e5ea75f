import { LoadGenerator } from '../load/load-generator';
import type { BenchPart } from '../part';
import { inProcess } from './in-process';
import { overHttp } from './over-http';

/** What one row costs: at each layer of one process, and over HTTP beside other servers. */
export const serving: BenchPart = {
  name: 'serving',
  title: 'one row of house-price for each request',
  async run(setting) {
    const generator = new LoadGenerator();
    try {
      return [await inProcess(setting), await overHttp(setting, generator)];
    } finally {
      generator.close();
    }
  },
};
