import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * The folders of the packages that the named ones need, themselves included, by their manifests: their
 * dependencies, required peers, and optional ones that are installed. Types are left out: nothing runs them.
 *
 * @param {string} root - the folder that has node_modules
 * @param {string[]} names - of packages that the root imports
 * @returns {string[]} folders below the root: `node_modules/a`, `node_modules/a/node_modules/b`
 * @throws Error when a package that must be there is not
 */
export function neededPackages(root, names) {
  const queue = names.map((name) => found(root, root, name) ?? missing(name, 'the build'));
  const folders = new Set(queue);
  for (const folder of queue) {
    for (const { name, isRequired } of dependenciesOf(join(root, folder))) {
      const dependency = found(root, join(root, folder), name);
      if (dependency === undefined && isRequired) missing(name, folder);
      if (dependency === undefined || folders.has(dependency)) continue;
      folders.add(dependency);
      queue.push(dependency);
    }
  }
  return [...folders].sort((one, other) => one.localeCompare(other));
}

function dependenciesOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    peerDependenciesMeta = {},
  } = manifest;
  // npm lists optional dependencies under both names.
  const required = Object.keys(dependencies).filter((name) => !Object.hasOwn(optionalDependencies, name));
  // An optional peer is there because somebody else wants it: who does so brings it.
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [
    ...[...required, ...peers].map((name) => ({ name, isRequired: true })),
    ...Object.keys(optionalDependencies).map((name) => ({ name, isRequired: false })),
  ].filter(({ name }) => !name.startsWith('@types/'));
}

/** Where Node finds a package from a folder: in the nearest node_modules that has it. */
function found(root, from, name) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return relative(root, candidate);
    if (folder === root) return undefined;
  }
}

function missing(name, wantedBy) {
  throw new Error(`Package ${name}, which ${wantedBy} needs, must be installed. Run: npm ci`);
}
