import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { findImports } from './find-imports.mjs';

/**
 * Every source file below a folder, with what it imports. Paths are written with `/` and start with the
 * folder's own name: `src/server/app.ts`. The room is the folder below that; undefined for a file that is
 * in none.
 *
 * @param {string} folder - an absolute path
 * @param {'ts' | 'js'} [extension] - of the files to read
 */
export function readSources(folder, extension = 'ts') {
  const root = dirname(folder);
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(`.${extension}`))
    .sort((one, other) => one.localeCompare(other))
    .map((name) => {
      const path = join(folder, name);
      const { imports, defaultExports } = findImports(readFileSync(path, 'utf8'));
      return {
        file: slashed(relative(root, path)),
        room: roomOf(name),
        defaultExports,
        imports: imports.map((found) => ({
          ...found,
          ...target(path, found.specifier, { folder, extension }),
        })),
      };
    });
}

/** The file, room or package that a specifier means; all are undefined when it is worked out at run time. */
function target(from, specifier, { folder, extension }) {
  if (specifier === undefined) return {};
  if (!specifier.startsWith('.')) return { package: specifier };
  const path = fileOf(join(dirname(from), specifier), extension);
  return { file: slashed(relative(dirname(folder), path)), room: roomOf(relative(folder, path)) };
}

/** The file that the compiler or Node would take; the path as it is when there is none. */
function fileOf(path, extension) {
  const bare = path.replace(/\.js$/, '');
  const candidates = [path, `${bare}.${extension}`, join(bare, `index.${extension}`)];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile()) ?? path;
}

/** The index of the whole package is a room of its own, `index`. */
function roomOf(path) {
  const [first, ...rest] = path.split(sep);
  if (rest.length === 0) return /^index\.[jt]s$/.test(first) ? 'index' : undefined;
  return first === '..' ? undefined : first;
}

function slashed(path) {
  return path.split(sep).join('/');
}
