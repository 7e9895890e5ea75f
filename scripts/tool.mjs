import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/**
 * The command line that runs a program of an installed package, without a shell and without looking it
 * up on the PATH: the node that runs this, then the program's script.
 *
 * @param {string} packageName
 * @param {string} [program] - the name under `bin`; the package's own name when left out
 * @returns {[string, string]}
 */
export function tool(packageName, program = packageName) {
  const manifest = manifestOf(packageName);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[program];
  return [process.execPath, join(dirname(manifest), script)];
}

/** Packages may keep their package.json out of `exports`, so it is looked for as a file. */
function manifestOf(packageName) {
  for (const folder of resolve.paths(packageName)) {
    const path = join(folder, packageName, 'package.json');
    try {
      readFileSync(path);
      return path;
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    }
  }
  throw new Error(`Package ${packageName} must be installed. Run: npm ci`);
}
