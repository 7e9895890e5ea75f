import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { PredictqlError, shown } from '../../contract';

/**
 * The folder for what was downloaded: `PREDICTQL_CACHE`, or predictql's part of the user's cache folder as
 * the system has it. An empty variable counts as not set.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID` when the variable is no path
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const { PREDICTQL_CACHE: given, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (given?.includes('\0')) {
    throw new PredictqlError('ENVIRONMENT_INVALID', {
      subject: 'Environment variable PREDICTQL_CACHE',
      expected: 'be the path of a folder',
      received: shown(given),
    });
  }
  if (given) return resolve(given);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'predictql');
  if (platform === 'win32') return join(local || join(homedir(), 'AppData', 'Local'), 'predictql', 'Cache');
  return join(xdg || join(homedir(), '.cache'), 'predictql');
}
