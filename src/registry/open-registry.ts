import { PredictqlError, shown } from '../contract';
import { Registry, type RegistryOptions } from './registry';
import { FileStore } from './stores/file-store';

export interface OpenRegistryOptions extends RegistryOptions {
  /** Whether a registry that does not exist is an error, as for a reader. Default false. */
  readonly mustExist?: boolean;
}

/**
 * The registry at a location.
 *
 * @param location - path of a folder; relative to the working directory
 * @throws PredictqlError `ENVIRONMENT_INVALID` when the location is not a path, `REGISTRY_MISSING` when it
 *   must exist and does not, `REGISTRY_UNREACHABLE` when it is not a folder or the system refuses
 */
export async function openRegistry(
  location: string,
  { mustExist = false, ...options }: OpenRegistryOptions = {},
): Promise<Registry> {
  if (location.trim() === '' || location.includes('\0') || /^[a-z][a-z0-9+.-]*:\/\//i.test(location)) {
    throw new PredictqlError('ENVIRONMENT_INVALID', {
      subject: 'The location of the registry',
      expected: 'be the path of a folder',
      received: shown(location),
      remedy: "Write it like './registry'.",
    });
  }
  const store = new FileStore(location);
  if (!(await store.exists()) && mustExist) {
    throw new PredictqlError('REGISTRY_MISSING', {
      subject: `The registry at ${store.location}`,
      expected: 'exist',
      remedy: 'Train a model, which makes it, or name another place.',
    });
  }
  return new Registry(store, options);
}
