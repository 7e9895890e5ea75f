import {
  assertModelName,
  assertVersion,
  type Golden,
  type Manifest,
  PredictqlError,
  parseGolden,
} from '../contract';
import { sha256Of } from './sha256';
import type { ObjectStore } from './store';

/** The bytes that a manifest promises, from nearer by than the store; undefined when they are not to be had. */
export type NearbyArtifacts = (
  key: string,
  promised: Pick<Manifest['artifact'], 'sha256' | 'bytes'>,
) => Promise<Uint8Array | undefined>;

/**
 * The bytes of `model.onnx`, see `Registry.artifact`.
 *
 * @param nearby - asked first; what it gives is not hashed again
 */
export async function readArtifact(
  store: ObjectStore,
  manifest: Manifest,
  nearby?: NearbyArtifacts,
): Promise<Uint8Array> {
  const { sha256, bytes } = manifest.artifact;
  const kept = await nearby?.(keyOf(manifest, 'model.onnx'), { sha256, bytes });
  return kept ?? readChecked(store, manifest, 'model.onnx', { sha256, bytes });
}

/** The golden rows, see `Registry.golden`. */
export async function readGolden(store: ObjectStore, manifest: Manifest): Promise<Golden> {
  const { sha256 } = manifest.golden;
  const content = await readChecked(store, manifest, 'golden.json', { sha256 });
  return parseGolden(content, manifest.model, manifest.version);
}

async function readChecked(
  store: ObjectStore,
  manifest: Manifest,
  file: string,
  promised: { readonly sha256: string; readonly bytes?: number },
): Promise<Uint8Array> {
  const content = await store.read(keyOf(manifest, file), promised.bytes);
  const found = content && { sha256: sha256Of(content), bytes: content.byteLength };
  if (found?.sha256 === promised.sha256 && (promised.bytes ?? found.bytes) === found.bytes) return content!;
  const isLonger = found !== undefined && promised.bytes !== undefined && found.bytes > promised.bytes;
  throw new PredictqlError('ARTIFACT_CORRUPT', {
    subject: `${file} of ${manifest.model}@${manifest.version} in ${store.location}`,
    expected: `have ${described(promised)}`,
    received: found === undefined ? 'no such file' : isLonger ? 'a longer file' : described(found),
    remedy: 'Restore the version from a backup, or train the model again, which adds a new version.',
  });
}

function keyOf({ model, version }: Manifest, file: string): string {
  assertModelName(model);
  assertVersion(version);
  return `${model}/${version}/${file}`;
}

function described({ sha256, bytes }: { readonly sha256: string; readonly bytes?: number }): string {
  return bytes === undefined ? `SHA-256 ${sha256}` : `${bytes} bytes with SHA-256 ${sha256}`;
}
