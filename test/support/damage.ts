import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../../src/contract';
import type { TinyRegistry } from './tiny-registry';

/** A file of a version. */
export type VersionFile = 'model.onnx' | 'manifest.json' | 'golden.json';

/** Which file, and what becomes of it; undefined when it goes. */
export type Damage = readonly [VersionFile, (bytes: Buffer) => Buffer | string | undefined];

/** Rewrites a file of a version, which no program of ours would do. */
export async function damage(
  { folder }: TinyRegistry,
  { model, version }: Manifest,
  file: Damage[0],
  change: Damage[1],
): Promise<void> {
  const path = join(folder, model, version, file);
  const damaged = change(await readFile(path));
  if (damaged === undefined) await rm(path);
  else await writeFile(path, damaged);
}

/** One bit of one byte in the middle is another. */
export function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length >> 1] ^= 1;
  return copy;
}

/** The second half is missing. */
export function truncated(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1);
}
