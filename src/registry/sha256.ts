import { createHash } from 'node:crypto';

/** Lower-case hexadecimal SHA-256, as manifests write it. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
