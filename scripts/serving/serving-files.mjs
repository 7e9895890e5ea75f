import { isBuiltin } from 'node:module';
import { readSources } from '../imports/read-sources.mjs';
import { serving } from '../imports/serving.mjs';

/**
 * The files of a build that can run without the rooms that serving leaves out, and the packages that they
 * import. A command that needs one of these rooms goes with it; what loads a command lazily stays.
 *
 * @param {string} build - the absolute path of dist
 * @returns {{files: string[], packages: string[]}} files as `dist/server/app.js`, packages by name
 */
export function servingFiles(build) {
  const sources = readSources(build, 'js');
  const dropped = new Set(sources.filter(isLeftOut).map(({ file }) => file));
  // A file that needs a dropped one is dropped, until none is left that does.
  for (let before = -1; before !== dropped.size; ) {
    before = dropped.size;
    for (const { file, imports } of sources) {
      if (imports.some((found) => !found.isLazy && dropped.has(found.file))) dropped.add(file);
    }
  }
  const kept = sources.filter(({ file }) => !dropped.has(file));
  assertServes(kept, dropped);
  const specifiers = kept.flatMap(({ imports }) => imports.map((found) => found.package));
  const packages = specifiers.filter((name) => name !== undefined && !isBuiltin(name)).map(packageOf);
  return { files: kept.map(({ file }) => file), packages: [...new Set(packages)] };
}

/** Files of the rooms that serving leaves out, and files that need a package that it leaves out. */
function isLeftOut({ room, imports }) {
  return (
    serving.rooms.includes(room) ||
    imports.some(
      ({ package: name }) =>
        name !== undefined && serving.packages.some((left) => name.startsWith(`${left}/`)),
    )
  );
}

/** Only commands may fall away; of a room that serves all must stay. */
function assertServes(kept, dropped) {
  const wrong = [...dropped].filter((file) => {
    const [, room] = file.split('/');
    return room !== 'cli' && room !== 'index.js' && !serving.rooms.includes(room);
  });
  if (wrong.length > 0) {
    throw new Error(`${wrong.join(', ')} must not need what serving leaves out. Run: npm run check`);
  }
  for (const name of ['dist/cli/main.js', 'dist/cli/serve.js']) {
    if (!kept.some(({ file }) => file === name)) {
      throw new Error(`${name} must be built and must not need what serving leaves out. Run: npm run check`);
    }
  }
}

/** `@apollo/server/plugin/disabled` is in `@apollo/server`. */
function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
