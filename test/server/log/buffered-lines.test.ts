import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { BufferedLines } from '../../../src/server/log/buffered-lines';

class Pieces extends Writable {
  readonly pieces: string[] = [];

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.pieces.push(chunk.toString());
    done();
  }
}

describe('BufferedLines', () => {
  it('passes on in one piece what comes in one round of the event loop', async () => {
    const target = new Pieces();
    const lines = new BufferedLines(target);
    for (const line of ['a\n', 'b\n', 'c\n']) lines.write(line);
    expect(target.pieces).toEqual([]);
    await new Promise(setImmediate);
    expect(target.pieces).toEqual(['a\nb\nc\n']);
    lines.write('d\n');
    await new Promise(setImmediate);
    expect(target.pieces).toEqual(['a\nb\nc\n', 'd\n']);
  });

  it('does not wait when there is much', () => {
    const target = new Pieces();
    const lines = new BufferedLines(target);
    lines.write('x'.repeat(100_000));
    expect(target.pieces).toHaveLength(1);
  });

  it('leaves nothing behind at the end of the process', () => {
    const written = execFileSync(
      process.execPath,
      [
        '-r',
        join(__dirname, '../../support/register-typescript.js'),
        '-e',
        `const { BufferedLines } = require(${JSON.stringify(join(__dirname, '../../../src/server/log/buffered-lines'))});
         new BufferedLines(process.stdout).write('last words\\n');
         process.exit(0);`,
      ],
      { encoding: 'utf8' },
    );
    expect(written).toBe('last words\n');
  });
});
