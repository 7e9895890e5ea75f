import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../../../src/registry';

describe('the folder of the cache', () => {
  it('is where PREDICTQL_CACHE says', () => {
    expect(cacheFolder({ PREDICTQL_CACHE: '/var/cache/models' })).toBe('/var/cache/models');
    expect(cacheFolder({ PREDICTQL_CACHE: 'models' })).toBe(resolve('models'));
    expect(() => cacheFolder({ PREDICTQL_CACHE: 'a\0b' })).toThrow(
      'must be the path of a folder, got "a\\u0000b"',
    );
  });

  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, join(homedir(), '.cache', 'predictql')],
    ['linux', { PREDICTQL_CACHE: '', XDG_CACHE_HOME: '/xdg' }, join('/xdg', 'predictql')],
    ['linux', { XDG_CACHE_HOME: '' }, join(homedir(), '.cache', 'predictql')],
    ['darwin', { XDG_CACHE_HOME: '/xdg' }, join(homedir(), 'Library', 'Caches', 'predictql')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'predictql', 'Cache')],
    ['win32', {}, join(homedir(), 'AppData', 'Local', 'predictql', 'Cache')],
  ])('is where %s has such things, given %j', (platform, env, expected) => {
    expect(cacheFolder(env, platform)).toBe(expected);
  });
});
