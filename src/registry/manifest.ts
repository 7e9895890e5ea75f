import { assertModelName, assertVersion, type Manifest, PredictqlError, parseManifest } from '../contract';
import { versionNotFound } from './not-found';
import { assertSigned, readSignature } from './signature';
import type { ObjectStore } from './store';
import type { TrustedKeys } from './trusted-keys';
import { listVersions } from './versions';

/** What a version says of itself, see `Registry.manifest`. */
export async function readManifest(
  store: ObjectStore,
  model: string,
  version: string,
  trusted?: TrustedKeys,
): Promise<Manifest> {
  assertModelName(model);
  assertVersion(version);
  const bytes = await store.read(`${model}/${version}/manifest.json`);
  if (bytes !== undefined) {
    if (trusted !== undefined) {
      assertSigned(bytes, await readSignature(store, model, version), trusted, { model, version });
    }
    return parseManifest(bytes, model, version);
  }
  if (!(await listVersions(store, model)).includes(version)) {
    throw await versionNotFound(store, model, version);
  }
  throw new PredictqlError('MANIFEST_INVALID', {
    subject: `${model}@${version} in ${store.location}`,
    expected: 'have a manifest.json',
    remedy: 'Restore the version from a backup, or train it again.',
  });
}
