import { isAbsolute, relative } from 'node:path';

/** A path as messages show it: from the working directory when it is inside, else as it is. */
export function pathForPeople(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
