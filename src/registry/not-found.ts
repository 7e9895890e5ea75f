import { listed, PredictqlError, shown } from '../contract';
import { listAliases } from './aliases';
import { majorOf } from './major';
import type { ObjectStore } from './store';
import { listModels, listVersions } from './versions';

/**
 * The error for a version or alias that is not there. It names what is: the models when the model
 * itself is missing, else its versions, newest first, and its aliases.
 *
 * @param major - the contract that was asked for, when one was
 */
export async function versionNotFound(
  store: ObjectStore,
  model: string,
  wanted: string,
  major?: number,
): Promise<PredictqlError> {
  const all = await listVersions(store, model);
  if (all.length === 0) return modelNotFound(store, model);
  const isOfMajor = (candidate: number) => major === undefined || candidate === major;
  const versions = all.filter((version) => isOfMajor(majorOf(version))).reverse();
  const aliases = (await listAliases(store, model)).filter((alias) => isOfMajor(alias.major));
  return new PredictqlError('VERSION_NOT_FOUND', {
    subject: major === undefined ? model : `${model} v${major}`,
    expected: `have the version or alias ${shown(wanted)}`,
    received: `versions ${listed(versions)}; aliases ${listed(
      aliases.map(({ alias, version }) => `${alias} (${version})`),
    )}`,
    remedy: 'Ask for one that is there.',
  });
}

async function modelNotFound(store: ObjectStore, model: string): Promise<PredictqlError> {
  return new PredictqlError('MODEL_NOT_FOUND', {
    subject: `The registry at ${store.location}`,
    expected: `hold the model '${model}'`,
    received: `models ${listed(await listModels(store))}`,
    remedy: 'Check the name, or train the model.',
  });
}
