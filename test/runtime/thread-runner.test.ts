import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** See thread-process.ts. */
async function scene(name: string): Promise<unknown> {
  const register = join(__dirname, '..', 'support', 'register-typescript.js');
  const script = join(__dirname, 'thread-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    '-r',
    register,
    script,
    name,
  ]);
  return JSON.parse(stdout);
}

describe('a model in a thread', () => {
  it('answers as in the main thread, in order', async () => {
    expect(await scene('answers')).toEqual({ isLocal: false, singly: [[3], [1], [2]], together: [3, 1, 2] });
  });

  it('leaves the main thread free', async () => {
    expect(await scene('staysResponsive')).toEqual({ isAnsweredAtOnce: false, answer: [2000] });
  });

  it('that does not come back is told of, and the next requests do not wait for it', async () => {
    expect(await scene('getsStuck')).toEqual({
      stuck: 'PREDICTION_TIMEOUT',
      meanwhile: 'PREDICTION_TIMEOUT',
      told: [{ model: 'slow', version: '1.0.0' }],
    });
  });

  it('fails with the code that it fails with', async () => {
    expect(await scene('fails')).toBe('PREDICTION_FAILED');
  });

  it('ends its thread when nobody holds the version any more', async () => {
    expect(await scene('isForgotten')).toEqual({ before: 1 });
  });

  it('does not keep the process alive', async () => {
    expect(await scene('letsTheProcessEnd')).toBe('loaded');
  });
});
