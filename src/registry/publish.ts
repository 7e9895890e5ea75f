import { isDeepStrictEqual } from 'node:util';
import { assertCompatible, assertVersion, type Manifest, PredictqlError } from '../contract';
import { readArtifact, readGolden } from './artifact';
import { assertMajor, majorOf } from './major';
import { readManifest } from './manifest';
import { sha256Of } from './sha256';
import { assertSignable, isSignedBy, readSignature } from './signature';
import type { SigningKey } from './signing-key';
import type { ObjectStore } from './store';
import type { TrustedKeys } from './trusted-keys';
import { isFaultOfVersion } from './usable';
import { type VersionDraft, versionFiles } from './version-files';
import { listVersions } from './versions';

export interface PublishOptions {
  /** Signs the version; see `readSigningKey`. */
  readonly signingKey?: SigningKey;
  /** The exact number it must get; the next free minor of its major when left out. */
  readonly version?: string;
}

export interface Published {
  readonly version: string;
  /** False when that version already held the same artifact under the same contract, and nothing was added. */
  readonly added: boolean;
}

/** Every lost race means that another version was added; this many in a row is no race. */
const mostAttempts = 100;

/** Adds a version, see `Registry.publish`. */
export async function publishVersion(
  store: ObjectStore,
  draft: VersionDraft,
  { signingKey, version: wanted }: PublishOptions,
  createdAt: Date,
  trusted?: TrustedKeys,
): Promise<Published> {
  const { model, major } = draft.contract;
  assertMajor(major);
  if (wanted !== undefined) assertNumber(wanted, draft);
  if (trusted !== undefined) assertSignable(`${model} v${major}`, signingKey, trusted);
  const sha256 = sha256Of(draft.artifact.content);
  let minor = -1;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const taken = (await listVersions(store, model)).filter((version) => majorOf(version) === major);
    const earlier = await readableManifests(store, model, taken, trusted);
    const alike = earlier.filter(
      (manifest) => manifest.artifact.sha256 === sha256 && isServedAlike(manifest, draft),
    );
    const same = await intactVersion(store, alike, signingKey);
    if (same !== undefined && (wanted ?? same) === same) return { version: same, added: false };
    if (wanted !== undefined && taken.includes(wanted)) throw numberTaken(wanted, draft, earlier);
    if (earlier.length > 0) assertCompatible(earlier[0].contract, draft.contract);
    minor = Math.max(minor, ...taken.map(minorOf)) + 1;
    const version = wanted ?? `${major}.${minor}.0`;
    const files = versionFiles(draft, version, createdAt, signingKey);
    if (await store.createFolder(`${model}/${version}`, files)) return { version, added: true };
  }
  throw new PredictqlError('VERSION_CONFLICT', {
    subject: `The new version of ${model} v${major}`,
    expected: `find a free number in ${mostAttempts} attempts`,
    received: `${major}.${minor}.0 taken as well`,
    remedy: 'Publish again when fewer others do.',
  });
}

function assertNumber(version: string, { contract: { model, major } }: VersionDraft): void {
  assertVersion(version);
  if (majorOf(version) === major) return;
  throw new PredictqlError('NAME_INVALID', {
    subject: `The new version of ${model} v${major}`,
    expected: `have a number of major ${major}`,
    received: version,
    remedy: `Write it like '${major}.3.0', or change the major in its definition.`,
  });
}

function numberTaken(
  version: string,
  { contract: { model } }: VersionDraft,
  earlier: readonly Manifest[],
): PredictqlError {
  const holder = earlier.find((manifest) => manifest.version === version);
  return new PredictqlError('VERSION_CONFLICT', {
    subject: `${model}@${version}`,
    expected: 'be free',
    received: holder
      ? `a version of ${holder.createdAt} with SHA-256 ${holder.artifact.sha256}`
      : 'a version that cannot be read',
    remedy: 'Versions never change: publish under another number, or under none to get the next.',
  });
}

/** Newest first. One that cannot be read is passed over: publishing anew is the way out of it. */
async function readableManifests(
  store: ObjectStore,
  model: string,
  ascending: readonly string[],
  trusted: TrustedKeys | undefined,
): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const version of [...ascending].reverse()) {
    const manifest = await unlessFaulty(readManifest(store, model, version, trusted));
    if (manifest !== undefined) manifests.push(manifest);
  }
  return manifests;
}

/**
 * Whether clients could not tell the two apart. A model from elsewhere may be imported again under an edited
 * contract, of which its file knows nothing.
 */
function isServedAlike(manifest: Manifest, draft: VersionDraft): boolean {
  const parts = ({ contract, binding }: Pick<Manifest, 'contract' | 'binding'>): unknown =>
    JSON.parse(JSON.stringify({ contract, binding }));
  return isDeepStrictEqual(parts(manifest), parts(draft));
}

/**
 * The first of the versions whose files are whole: a damaged one must not stop its own repair.
 *
 * @param signingKey - when given, the version must be signed with it as well
 */
async function intactVersion(
  store: ObjectStore,
  manifests: readonly Manifest[],
  signingKey: SigningKey | undefined,
): Promise<string | undefined> {
  for (const manifest of manifests) {
    const whole = Promise.all([readArtifact(store, manifest), readGolden(store, manifest)]);
    if ((await unlessFaulty(whole)) === undefined) continue;
    if (signingKey === undefined || (await isSigned(store, manifest, signingKey))) return manifest.version;
  }
  return undefined;
}

async function isSigned(
  store: ObjectStore,
  { model, version }: Manifest,
  { publicKey }: SigningKey,
): Promise<boolean> {
  const manifest = await store.read(`${model}/${version}/manifest.json`);
  return (
    manifest !== undefined && isSignedBy(manifest, await readSignature(store, model, version), publicKey)
  );
}

async function unlessFaulty<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isFaultOfVersion(error)) return undefined;
    throw error;
  }
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
