// Gives package-lock.json the optional packages for other platforms that `npm install` could not look up:
//   node scripts/complete-lockfile.mjs [--check] [file, default package-lock.json]
// A registry need not have the libraries of every platform. npm then leaves them out of the lockfile, and
// `npm ci` refuses that lockfile everywhere. Each is written down with the version that its package asks
// for and the platform that its name tells; without a checksum, since nobody has seen it. --check writes
// nothing and fails when something is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const processors = { armv7: 'arm', aarch64: 'arm64' };

const [file = join(import.meta.dirname, '../package-lock.json')] = process.argv
  .slice(2)
  .filter((argument) => argument !== '--check')
  .map((path) => resolve(path));
const lockfile = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingPackages(lockfile.packages);

if (missing.length === 0) {
  console.log('The lockfile has every optional package');
} else if (process.argv.includes('--check')) {
  console.error(
    `The lockfile must have ${missing.map(({ name }) => name).join(', ')}. Run: npm run lockfile`,
  );
  process.exitCode = 1;
} else {
  for (const { name, entry } of missing) lockfile.packages[`node_modules/${name}`] = entry;
  lockfile.packages = sorted(lockfile.packages);
  writeFileSync(file, `${JSON.stringify(lockfile, undefined, 2)}\n`);
  console.log(`${missing.length} optional packages added to the lockfile`);
}

/** Optional dependencies that no entry stands for, each with the entry that it should have. */
function missingPackages(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isResolved(packages, path, name))
      .map(([name, version]) => ({ name, entry: entryOf(name, version, dev) })),
  );
}

/** Whether a package finds another as Node looks for it: in its own node_modules, then in those above. */
function isResolved(packages, path, name) {
  for (let folder = path; ; ) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
    const above = folder.lastIndexOf('/node_modules/');
    folder = above < 0 ? '' : folder.slice(0, above);
  }
}

/** `@swc/core-linux-arm-gnueabihf`: the system, the processor and perhaps the C library. */
function entryOf(name, version, dev) {
  const words = name.split(/[/-]/);
  const at = words.findIndex((word) => systems.includes(word));
  const processor = words[at + 1];
  if (at < 0 || processor === undefined || !/^\d/.test(version)) {
    throw new Error(
      `Package ${name}@${version} must be written into the lockfile by hand: no platform in its name.`,
    );
  }
  const library = words.slice(at + 2).find((word) => /^(gnu|musl)/.test(word));
  return {
    version,
    cpu: [processors[processor] ?? processor],
    ...(dev && { dev }),
    ...(library !== undefined && { libc: [library.startsWith('musl') ? 'musl' : 'glibc'] }),
    optional: true,
    os: [words[at]],
  };
}

/** npm's own order, so that its next change of the file is small. */
function sorted(packages) {
  return Object.fromEntries(
    Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en')),
  );
}
