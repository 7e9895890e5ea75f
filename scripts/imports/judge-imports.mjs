/**
 * What is wrong with single imports: rooms that a room may not import, files of another room that are not
 * its index, default exports, rooms that the table does not know.
 *
 * @param sources - as `readSources` gives them
 * @param rules - `rooms`: what each room may import; `meant`: pairs of a file and what it may import all
 *   the same; `mayCompute`: rooms whose specifiers need not be texts
 * @returns {{file: string, line: number, message: string}[]}
 */
export function judgeImports(sources, { rooms, meant, mayCompute }) {
  const problems = [];
  for (const { file, room, imports, defaultExports } of sources) {
    const report = (line, message) => problems.push({ file, line, message });
    if (!Object.hasOwn(rooms, room)) report(1, unknownRoom(room, rooms));
    for (const line of defaultExports) report(line, 'exports by default; exports have names here');
    for (const found of imports) {
      const isMeant = meant.some(([from, to]) => from === file && to === found.file);
      const message = isMeant ? undefined : judge(found, room, { rooms, mayCompute });
      if (message !== undefined) report(found.line, message);
    }
  }
  return problems;
}

function judge(found, from, { rooms, mayCompute }) {
  const { specifier, room } = found;
  if (specifier === undefined) {
    if (mayCompute.includes(from)) return undefined;
    return `imports what is only known when it runs; only ${mayCompute.join(', ')} may`;
  }
  if (found.package !== undefined || room === from) return undefined;
  if (room === undefined)
    return `imports '${specifier}', which is in no room; rooms import packages and rooms`;
  if (!Object.hasOwn(rooms, room)) return `imports '${specifier}': ${unknownRoom(room, rooms)}`;
  const allowed = rooms[from];
  if (allowed !== undefined && !allowed.includes('*') && !allowed.includes(room)) {
    return `imports '${specifier}'; ${from} may import ${listed(allowed)}`;
  }
  if (!isIndexOf(room, found.file)) {
    return `imports '${specifier}', a file inside ${room}; import ${room} itself, whose index says what is public`;
  }
  return undefined;
}

function isIndexOf(room, file) {
  const [, ...below] = file.split('/');
  return below.join('/') === (room === 'index' ? 'index.ts' : `${room}/index.ts`);
}

function unknownRoom(room, rooms) {
  if (room === undefined) return `is in no room; rooms are ${listed(Object.keys(rooms))}`;
  return `room '${room}' is not in the table; give it a line there, or use one of ${listed(Object.keys(rooms))}`;
}

function listed(names) {
  return names.length === 0 ? 'no other room' : names.join(', ');
}
