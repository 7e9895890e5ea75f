/**
 * What code that serves reaches and must not, by any number of imports.
 *
 * @param sources - as `readSources` gives them
 * @param serving - `entries`: rooms and files to start from; `rooms` and `packages`: what must stay out of
 *   reach, a scope standing for all its packages
 * @returns {{file: string, line: number, message: string}[]} the last import on the way, with the whole way
 */
export function judgeReach(sources, { entries, rooms, packages }) {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const queue = sources.filter(({ file }) => entries.some((entry) => isBelow(file, entry)));
  // For each file that was reached, the files on the way to it, itself included.
  const ways = new Map(queue.map(({ file }) => [file, [file]]));
  const problems = [];
  for (const { file, imports } of queue) {
    const way = ways.get(file);
    for (const found of imports) {
      const forbidden = forbiddenIn(found, { rooms, packages });
      if (forbidden !== undefined) {
        const message = `code that serves must not reach ${forbidden}: ${[...way, found.specifier].join(' -> ')}`;
        problems.push({ file, line: found.line, message });
      } else if (byFile.has(found.file) && !ways.has(found.file)) {
        ways.set(found.file, [...way, found.file]);
        queue.push(byFile.get(found.file));
      }
    }
  }
  return problems;
}

function forbiddenIn({ room, package: name }, { rooms, packages }) {
  if (name === undefined) return rooms.find((candidate) => candidate === room);
  return packages.find((candidate) => name === candidate || name.startsWith(`${candidate}/`));
}

/** Whether `src/server/app.ts` is the entry `server` or in it; `cli/serve.ts` is an entry that is a file. */
function isBelow(file, entry) {
  const [, ...below] = file.split('/');
  const path = below.join('/');
  return path === entry || path.startsWith(`${entry}/`);
}
