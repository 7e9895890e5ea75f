import { createHash } from 'node:crypto';
import { PredictqlError } from '../../contract';
import type { ObjectStore } from '../../registry';

/**
 * A short text that is another one whenever a version or an alias move was added. Listings alone tell it:
 * versions never change, and alias moves are a log that only grows.
 *
 * @throws PredictqlError `REGISTRY_MISSING`, `REGISTRY_UNREACHABLE`
 */
export async function registryFingerprint(store: ObjectStore): Promise<string> {
  const models = await Promise.all((await store.list('')).map((model) => listingOf(store, model)));
  // Afterwards: a registry that goes while it is listed must not look like one that was emptied.
  if (!(await store.exists())) {
    throw new PredictqlError('REGISTRY_MISSING', {
      subject: `The registry at ${store.location}`,
      expected: 'exist',
      remedy: 'Bring it back: until then nothing new is served.',
    });
  }
  return createHash('sha256').update(JSON.stringify(models)).digest('hex').slice(0, 16);
}

/** What a model's folder holds, and the newest move of each major. */
async function listingOf(store: ObjectStore, model: string): Promise<unknown> {
  const [versions, majors] = await Promise.all([store.list(model), store.list(`${model}/aliases`)]);
  const moves = await Promise.all(majors.map((major) => store.list(`${model}/aliases/${major}`)));
  return [model, versions, majors, moves.map((sequence) => sequence.at(-1))];
}
