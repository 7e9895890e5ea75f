import { join } from 'node:path';
import { trainAndPublish } from '../../src/cli/train-and-publish';
import { housePrice } from '../../src/models/house-price';
import { openRegistry } from '../../src/registry';
import { sharedTemporaryFolder } from './temporary-folder';

/** Training takes seconds on a free core, and tests seldom have one. */
const trainingTimeoutMs = 120_000;

/**
 * A registry for the whole test file or suite in which house-price has been trained, once with each seed:
 * version 1.0.0 with the first, 1.1.0 with the second. `production` is 1.0.0.
 *
 * @returns the path of the registry; it is there once tests run
 */
export function useTrainedRegistry(...seeds: readonly number[]): string {
  const location = join(sharedTemporaryFolder(), 'registry');
  beforeAll(async () => {
    const registry = await openRegistry(location);
    for (const seed of seeds) await trainAndPublish(housePrice, registry, { seed });
  }, trainingTimeoutMs);
  return location;
}
