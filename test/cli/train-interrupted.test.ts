import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { openRegistry } from '../../src/registry';
import { runCli, startCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(120_000);

const folder = sharedTemporaryFolder();

/** Presses Ctrl-C some milliseconds after a line of the progress. */
async function interrupt(seed: number, line: RegExp, delayMs: number): Promise<number> {
  const training = startCli(['train', 'house-price', '--seed', String(seed)], { cwd: folder });
  await training.waitFor('stderr', line);
  await Promise.race([after(delayMs), training.result]);
  training.process.kill('SIGINT');
  return (await training.result).code;
}

describe('a training that Ctrl-C stops', () => {
  // The last line comes shortly before the version is written, which takes some ten milliseconds.
  const moments: readonly (readonly [RegExp, number])[] = [
    [/reading data/, 0],
    [/ [2-5]\d % /, 50],
    [/ [6-8]\d % /, 100],
    ...Array.from({ length: 5 }, () => [/assessing/, 400] as const),
  ];

  it('leaves a registry without half a version in it, and 130 to the shell', async () => {
    const codes: number[] = [];
    for (const [seed, [line, mostMs]] of moments.entries()) {
      codes.push(await interrupt(seed, line, Math.random() * mostMs));
    }
    // One that was done before the signal came ends as usual.
    expect(codes.filter((code) => code !== 0 && code !== 130)).toEqual([]);
    expect(codes[0]).toBe(130);

    const registry = await openRegistry(join(folder, 'registry'));
    for (const version of await registry.versions('house-price')) {
      const manifest = await registry.manifest('house-price', version);
      await registry.artifact(manifest);
      await registry.golden(manifest);
    }
    const { code, stdout } = await runCli(['train', 'house-price', '--missing'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/production now points|nothing to train/);
    expect((await runCli(['models'], { cwd: folder })).stdout).toContain('production');
  });
});
