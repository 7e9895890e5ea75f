import {
  assertCompatible,
  type Golden,
  type Manifest,
  PredictqlError,
  parseGolden,
  parseManifest,
} from '../contract';
import { readArtifact, readGolden, sha256Of } from './artifact';
import { assertMajor, majorOf } from './major';
import { readManifest } from './manifest';
import type { ObjectStore } from './store';
import { listVersions } from './versions';

/** A version that waits for its number: what only its maker knows. The rest follows from the bytes. */
export interface VersionDraft
  extends Omit<Manifest, 'formatVersion' | 'model' | 'version' | 'artifact' | 'golden' | 'createdAt'> {
  readonly artifact: Omit<Manifest['artifact'], 'sha256' | 'bytes'> & {
    /** The bytes of `model.onnx`. */
    readonly content: Uint8Array;
  };
  readonly golden: Golden;
  /** Files for the version's `assessment` folder: plots, reports; bytes by name. */
  readonly assessmentFiles?: ReadonlyMap<string, Uint8Array>;
}

export interface Published {
  readonly version: string;
  /** False when that version already held the same artifact, and nothing was added. */
  readonly added: boolean;
}

/** Every lost race means that another version was added; this many in a row is no race. */
const mostAttempts = 100;

/** Adds a version, see `Registry.publish`. */
export async function publishVersion(
  store: ObjectStore,
  draft: VersionDraft,
  createdAt: Date,
): Promise<Published> {
  const { model, major } = draft.contract;
  assertMajor(major);
  const sha256 = sha256Of(draft.artifact.content);
  let minor = -1;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const taken = (await listVersions(store, model)).filter((version) => majorOf(version) === major);
    const earlier = await readableManifests(store, model, taken);
    const same = await intactVersion(store, earlier, sha256);
    if (same !== undefined) return { version: same, added: false };
    if (earlier.length > 0) assertCompatible(earlier[0].contract, draft.contract);
    minor = Math.max(minor, ...taken.map(minorOf)) + 1;
    const version = `${major}.${minor}.0`;
    const files = filesOf(draft, version, createdAt);
    if (await store.createFolder(`${model}/${version}`, files)) return { version, added: true };
  }
  throw new PredictqlError('VERSION_CONFLICT', {
    subject: `The new version of ${model} v${major}`,
    expected: `find a free number in ${mostAttempts} attempts`,
    received: `${major}.${minor}.0 taken as well`,
    remedy: 'Publish again when fewer others do.',
  });
}

/** Newest first. One that cannot be read is passed over: publishing anew is the way out of it. */
async function readableManifests(
  store: ObjectStore,
  model: string,
  ascending: readonly string[],
): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const version of [...ascending].reverse()) {
    const manifest = await unless('MANIFEST_INVALID', readManifest(store, model, version));
    if (manifest !== undefined) manifests.push(manifest);
  }
  return manifests;
}

/** The version with that artifact, if its files are whole: a damaged one must not stop its own repair. */
async function intactVersion(
  store: ObjectStore,
  manifests: readonly Manifest[],
  sha256: string,
): Promise<string | undefined> {
  for (const manifest of manifests) {
    if (manifest.artifact.sha256 !== sha256) continue;
    const whole = Promise.all([readArtifact(store, manifest), readGolden(store, manifest)]);
    if ((await unless('ARTIFACT_CORRUPT', whole)) !== undefined) return manifest.version;
  }
  return undefined;
}

async function unless<T>(code: PredictqlError['code'], reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PredictqlError && error.code === code) return undefined;
    throw error;
  }
}

/** The files of a version, read back as any later reader will, so that nothing unreadable is added. */
function filesOf(draft: VersionDraft, version: string, createdAt: Date): Map<string, Uint8Array> {
  const { contract, artifact, golden, assessmentFiles = new Map<string, Uint8Array>() } = draft;
  const { content, irVersion, opsets } = artifact;
  const goldenBytes = jsonBytes(golden);
  parseGolden(goldenBytes, contract.model, version);
  const manifest: Manifest = {
    formatVersion: 1,
    model: contract.model,
    version,
    contract,
    binding: draft.binding,
    artifact: { sha256: sha256Of(content), bytes: content.byteLength, irVersion, opsets },
    golden: { sha256: sha256Of(goldenBytes), rows: golden.rows.length },
    training: draft.training,
    assessment: draft.assessment,
    createdAt: createdAt.toISOString(),
  };
  const manifestBytes = jsonBytes(manifest);
  parseManifest(manifestBytes, contract.model, version);
  return new Map([
    ['model.onnx', content],
    ['manifest.json', manifestBytes],
    ['golden.json', goldenBytes],
    ...[...assessmentFiles].map(([name, bytes]) => [`assessment/${name}`, bytes] as const),
  ]);
}

function jsonBytes(content: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
