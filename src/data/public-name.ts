import path from 'node:path';

/**
 * What a published manifest may call a file: its path from the working directory when it is inside, with
 * slashes on every platform, else its bare name. Where a machine keeps its files is nobody's business.
 */
export function publicNameOf(file: string, workingDirectory = process.cwd()): string {
  const relative = path.relative(workingDirectory, path.resolve(workingDirectory, file));
  const isOutside = relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative);
  return isOutside ? path.basename(file) : relative.split(path.sep).join('/');
}
