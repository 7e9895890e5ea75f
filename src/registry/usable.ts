import { type ErrorCode, type Manifest, PredictqlError } from '../contract';
import { readArtifact, readGolden } from './artifact';
import { readManifest } from './manifest';
import type { ObjectStore } from './store';
import type { TrustedKeys } from './trusted-keys';

/** What tells of the version itself, and not of the way to it. */
const faults: ReadonlySet<ErrorCode> = new Set([
  'MODEL_NOT_FOUND',
  'VERSION_NOT_FOUND',
  'MANIFEST_INVALID',
  'ARTIFACT_CORRUPT',
  'SIGNATURE_INVALID',
]);

/**
 * Reads a version whole, as whoever serves it will: its signature when keys are trusted, its manifest, its
 * artifact and its golden rows.
 *
 * @throws PredictqlError what is wrong with the version, see {@link isFaultOfVersion}
 */
export async function assertUsable(
  store: ObjectStore,
  model: string,
  version: string,
  trusted?: TrustedKeys,
): Promise<Manifest> {
  const manifest = await readManifest(store, model, version, trusted);
  await readArtifact(store, manifest);
  await readGolden(store, manifest);
  return manifest;
}

/** Whether an error says that a version is gone or damaged, for which another version can stand in. */
export function isFaultOfVersion(error: unknown): error is PredictqlError {
  return error instanceof PredictqlError && faults.has(error.code);
}
