import { PredictqlError, shown } from '../contract';
import type { NearbyArtifacts } from './artifact';
import { ArtifactCache } from './cache/artifact-cache';
import { cacheFolder } from './cache/cache-folder';
import { Registry, type RegistryOptions } from './registry';
import type { ObjectStore } from './store';
import { FileStore } from './stores/file-store';
import { isS3Location } from './stores/s3-location';
import { readS3Settings } from './stores/s3-settings';
import { S3Store } from './stores/s3-store';
import { readTrustedKeys } from './trusted-keys';

export interface OpenRegistryOptions extends RegistryOptions {
  /** Whether a registry that does not exist is an error, as for a reader. Default false. */
  readonly mustExist?: boolean;
}

/**
 * The registry at a location. It trusts the keys in `PREDICTQL_TRUSTED_KEYS` unless it is given others.
 *
 * @param location - path of a folder, relative to the working directory, or `s3://bucket/prefix`
 * @throws PredictqlError `ENVIRONMENT_INVALID` when the location is neither, or a variable that says how to
 *   reach it is unusable; `REGISTRY_MISSING` when it must exist and does not; `REGISTRY_UNREACHABLE` when it
 *   is not a folder or bucket, or the system or server refuses
 */
export async function openRegistry(
  location: string,
  {
    mustExist = false,
    // Here, where every command and the server come by: none of them can forget it.
    trustedKeys = readTrustedKeys(process.env.PREDICTQL_TRUSTED_KEYS),
    ...options
  }: OpenRegistryOptions = {},
): Promise<Registry> {
  const { store, nearby } = openStore(location);
  if (!(await store.exists()) && mustExist) {
    throw new PredictqlError('REGISTRY_MISSING', {
      subject: `The registry at ${store.location}`,
      expected: 'exist',
      remedy: 'Train a model, which makes it, or name another place.',
    });
  }
  return new Registry(store, { nearby, ...options, trustedKeys });
}

function openStore(location: string): {
  readonly store: ObjectStore;
  readonly nearby?: NearbyArtifacts;
} {
  if (isS3Location(location)) {
    const store = new S3Store(location, readS3Settings(process.env));
    const cache = new ArtifactCache(cacheFolder(process.env));
    return { store, nearby: (key, promised) => cache.read(store, key, promised) };
  }
  // A single letter before a colon is a drive; a scheme with one slash or none would become a folder.
  if (location.trim() === '' || location.includes('\0') || /^[a-z][a-z0-9+.-]+:/i.test(location)) {
    throw new PredictqlError('ENVIRONMENT_INVALID', {
      subject: 'The location of the registry',
      expected: 'be the path of a folder, or a bucket and a prefix',
      received: shown(location),
      remedy: "Write it like './registry' or 's3://my-bucket/registry'.",
    });
  }
  return { store: new FileStore(location) };
}
