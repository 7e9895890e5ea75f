import { type Manifest, PredictqlError } from '../contract';
import { sha256Of } from './sha256';
import type { ObjectStore } from './store';

/** A file of a version's `assessment` folder, see `Registry.assessmentFile`. */
export async function readAssessmentFile(
  store: ObjectStore,
  { model, version, assessment: { files = {} } }: Manifest,
  name: string,
): Promise<Uint8Array> {
  const promised = Object.hasOwn(files, name) ? files[name] : undefined;
  // A file that the manifest does not name could be anybody's: it is not even looked at.
  const content =
    promised === undefined ? undefined : await store.read(`${model}/${version}/assessment/${name}`);
  const found = content && sha256Of(content);
  if (content !== undefined && found === promised) return content;
  throw new PredictqlError('ARTIFACT_CORRUPT', {
    subject: `assessment/${name} of ${model}@${version} in ${store.location}`,
    expected: promised === undefined ? 'be named in its manifest' : `have SHA-256 ${promised}`,
    received: found === undefined ? 'no such file' : `SHA-256 ${found}`,
    remedy: 'Restore the version from a backup.',
  });
}
