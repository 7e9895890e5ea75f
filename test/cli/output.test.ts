import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, startCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(60_000);

const folder = sharedTemporaryFolder();
const main = join(__dirname, '../../dist/cli/main.js');

describe('a command that is used wrongly', () => {
  it.each([[['frobnicate']], [['train', '--frobnicate']], [['predict', 'house-price']], [['predict']], [[]]])(
    '%j ends with 2 and says how on stderr',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args, { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/--help/);
      expect(stderr).not.toMatch(/\n\s+at /);
    },
  );
});

describe('help and version', () => {
  it.each([[['--help']], [['train', '--help']], [['help', 'train']], [['--version']]])(
    '%j is a result',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args, { cwd: folder });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toBe('');
    },
  );
});

describe('output that nobody takes', () => {
  it('ends the command quietly when the reader has gone', async () => {
    const { process: child, result } = startCli(['schema'], { cwd: folder });
    // Long before the command has anything to write.
    child.stdout?.destroy();
    const { code, stderr } = await result;
    expect({ code, stderr }).toEqual({ code: 141, stderr: '' });
  });

  (existsSync('/dev/full') ? it : it.skip)('is told when the disk is full', () => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', '"$0" "$1" schema >/dev/full', process.execPath, main],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^OUTPUT_UNWRITABLE: The output must be writable, got ENOSPC: [^\n]+\n$/);
  });
});
