import { type Golden, type Manifest, parseGolden, parseManifest } from '../contract';
import { sha256Of } from './sha256';
import { signatureFile, signatureOf } from './signature';
import type { SigningKey } from './signing-key';

/** A version that waits for its number: what only its maker knows. The rest follows from the bytes. */
export interface VersionDraft
  extends Omit<
    Manifest,
    'formatVersion' | 'model' | 'version' | 'artifact' | 'golden' | 'assessment' | 'createdAt'
  > {
  readonly artifact: Omit<Manifest['artifact'], 'sha256' | 'bytes'> & {
    /** The bytes of `model.onnx`. */
    readonly content: Uint8Array;
  };
  readonly golden: Golden;
  readonly assessment: Omit<Manifest['assessment'], 'files'>;
  /** Files for the version's `assessment` folder: plots, reports; bytes by name. */
  readonly assessmentFiles?: ReadonlyMap<string, Uint8Array>;
}

/** The files of a version, read back as any later reader will, so that nothing unreadable is added. */
export function versionFiles(
  draft: VersionDraft,
  version: string,
  createdAt: Date,
  signingKey: SigningKey | undefined,
): Map<string, Uint8Array> {
  const { contract, artifact, golden, training, imported, assessmentFiles = new Map() } = draft;
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
    ...(training && { training }),
    ...(imported && { imported }),
    assessment: {
      ...draft.assessment,
      ...(assessmentFiles.size > 0 && { files: hashesOf(assessmentFiles) }),
    },
    createdAt: createdAt.toISOString(),
  };
  const manifestBytes = jsonBytes(manifest);
  parseManifest(manifestBytes, contract.model, version);
  return new Map([
    ['model.onnx', content],
    ['manifest.json', manifestBytes],
    ['golden.json', goldenBytes],
    ...[...assessmentFiles].map(([name, bytes]) => [`assessment/${name}`, bytes] as const),
    ...(signingKey ? [[signatureFile, signatureOf(manifestBytes, signingKey)] as const] : []),
  ]);
}

function hashesOf(files: ReadonlyMap<string, Uint8Array>): Record<string, string> {
  return Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Of(bytes)]));
}

function jsonBytes(content: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);
}
