// Puts together what a machine that only serves needs:
//   node scripts/assemble-serving.mjs <new folder> [project, default this one]
// Copies the build without the rooms that serving must not reach, and of node_modules the packages that
// the rest needs, for this platform. Needs the build and its packages; leaves both as they are.
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyPackages } from './serving/copy-packages.mjs';
import { neededPackages } from './serving/needed-packages.mjs';
import { servingFiles } from './serving/serving-files.mjs';

const [target, project = join(import.meta.dirname, '..')] = process.argv
  .slice(2)
  .map((path) => resolve(path));
if (target === undefined || (existsSync(target) && readdirSync(target).length > 0)) {
  fail(`The folder to fill must be new or empty, got ${target ?? 'none'}.`);
}
if (!existsSync(join(project, 'dist'))) fail('The build must exist. Run: npm run build');

try {
  const { files, packages } = servingFiles(join(project, 'dist'));
  const folders = neededPackages(project, packages);
  for (const file of ['package.json', 'LICENSE', ...files]) cpSync(join(project, file), join(target, file));
  copyPackages(project, folders, target);
  console.log(`${files.length} files of the build and ${folders.length} packages are in ${target}`);
} catch (error) {
  fail(error.message);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
