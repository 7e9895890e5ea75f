import { cpSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * Copies packages without what no program reads: typings, source maps, and the libraries of ONNX Runtime
 * for other machines than this, 250 MB of them.
 *
 * @param {string} root - the folder that has node_modules
 * @param {string[]} folders - below the root, as `neededPackages` gives them
 * @param {string} target - the folder that gets node_modules
 */
export function copyPackages(root, folders, target) {
  for (const folder of folders) {
    const from = join(root, folder);
    const filter = (path) => isWanted(folder, relative(from, path));
    cpSync(from, join(target, folder), { recursive: true, dereference: true, filter });
  }
}

function isWanted(folder, path) {
  // Packages inside a package are on the list themselves when they are needed.
  if (path.split(sep)[0] === 'node_modules') return false;
  if (/\.(d\.[cm]?ts|[cm]?[jt]s\.map)$/.test(path)) return false;
  return !folder.endsWith(join('node_modules', 'onnxruntime-node')) || isForThisMachine(path);
}

/** `bin/napi-v6/<platform>/<architecture>/...` */
function isForThisMachine(path) {
  const [bin, , platform, architecture] = path.split(sep);
  if (bin !== 'bin' || platform === undefined) return true;
  if (platform !== process.platform) return false;
  return architecture === undefined || architecture === process.arch;
}
