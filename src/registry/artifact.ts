import { createHash } from 'node:crypto';
import {
  assertModelName,
  assertVersion,
  type Golden,
  type Manifest,
  PredictqlError,
  parseGolden,
} from '../contract';
import type { ObjectStore } from './store';

/** Lower-case hexadecimal SHA-256, as manifests write it. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes of `model.onnx`, see `Registry.artifact`. */
export async function readArtifact(store: ObjectStore, manifest: Manifest): Promise<Uint8Array> {
  const { sha256, bytes } = manifest.artifact;
  return readChecked(store, manifest, 'model.onnx', { sha256, bytes });
}

/** The golden rows, see `Registry.golden`. */
export async function readGolden(store: ObjectStore, manifest: Manifest): Promise<Golden> {
  const { sha256 } = manifest.golden;
  const content = await readChecked(store, manifest, 'golden.json', { sha256 });
  return parseGolden(content, manifest.model, manifest.version);
}

async function readChecked(
  store: ObjectStore,
  { model, version }: Manifest,
  file: string,
  promised: { readonly sha256: string; readonly bytes?: number },
): Promise<Uint8Array> {
  assertModelName(model);
  assertVersion(version);
  const content = await store.read(`${model}/${version}/${file}`);
  const found = content && { sha256: sha256Of(content), bytes: content.byteLength };
  if (found?.sha256 === promised.sha256 && (promised.bytes ?? found.bytes) === found.bytes) return content!;
  throw new PredictqlError('ARTIFACT_CORRUPT', {
    subject: `${file} of ${model}@${version} in ${store.location}`,
    expected: `have ${described(promised)}`,
    received: found === undefined ? 'no such file' : described(found),
    remedy: 'Restore the version from a backup, or train the model again, which adds a new version.',
  });
}

function described({ sha256, bytes }: { readonly sha256: string; readonly bytes?: number }): string {
  return bytes === undefined ? `SHA-256 ${sha256}` : `${bytes} bytes with SHA-256 ${sha256}`;
}
