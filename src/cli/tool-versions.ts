import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Versions of what takes part in training, for manifests. */
export function toolVersions(): Record<string, string> {
  return {
    node: process.versions.node,
    predictql: versionOf('../../package.json'),
    'onnxruntime-node': versionOf('onnxruntime-node/package.json'),
  };
}

/** The commit that is checked out; undefined outside a git checkout. */
export async function codeRevision(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: __dirname });
    return stdout.trim();
  } catch {
    // No git, or no checkout: an installed package has a version instead.
    return undefined;
  }
}

function versionOf(manifest: string): string {
  return (require(manifest) as { version: string }).version;
}
