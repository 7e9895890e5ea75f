import { createProgress } from '../../src/cli/progress';
import { MemoryStream } from './memory-stream';

/** What a terminal shows in its last line after all that was written. */
function lastLine(text: string): string {
  const line = text.slice(text.lastIndexOf('\r') + 1);
  expect(line.startsWith('\x1b[K')).toBe(true);
  return line.slice('\x1b[K'.length);
}

describe('progress on a terminal', () => {
  it('is a bar that redraws itself in one line', () => {
    const stream = new MemoryStream({ isTTY: true, columns: 80 });
    const progress = createProgress(stream);
    const shown = [0, 0.25, 0.5, 1].map((fraction) => {
      progress.update('fitting', fraction);
      return lastLine(stream.text);
    });
    expect(shown).toEqual([
      '░░░░░░░░░░░░░░░░░░░░░░░░   0 %  fitting',
      '██████░░░░░░░░░░░░░░░░░░  25 %  fitting',
      '████████████░░░░░░░░░░░░  50 %  fitting',
      '████████████████████████ 100 %  fitting',
    ]);
    expect(stream.text).not.toContain('\n');
  });

  it('leaves an empty line behind', () => {
    const stream = new MemoryStream({ isTTY: true, columns: 80 });
    const progress = createProgress(stream);
    progress.update('fitting', 0.5);
    progress.finish();
    expect(lastLine(stream.text)).toBe('');
  });

  it.each([
    [40, 39],
    [10, 9],
    [0, 79],
    [undefined, 79],
  ])('never fills the last of %s columns, where the line would wrap', (columns, most) => {
    const stream = new MemoryStream({ isTTY: true, ...(columns !== undefined && { columns }) });
    createProgress(stream).update('a stage with a name that is long '.repeat(5), 0.5);
    expect(lastLine(stream.text)).toHaveLength(most);
  });

  it.each([
    [-0.1, '  0 %'],
    [1.2, '100 %'],
  ])('keeps a fraction of %s within the bar', (fraction, shown) => {
    const stream = new MemoryStream({ isTTY: true, columns: 80 });
    createProgress(stream).update('fitting', fraction);
    expect(lastLine(stream.text)).toContain(shown);
  });
});

describe('progress elsewhere', () => {
  it('is a plain line per stage and per tenth of a long one', () => {
    const stream = new MemoryStream();
    const progress = createProgress(stream);
    progress.update('reading', 0);
    for (let percent = 1; percent <= 30; percent++) progress.update('fitting', percent / 100);
    progress.update('assessing', 0.31);
    progress.finish();
    expect(stream.text).toBe(
      ['  0 %  reading', '  1 %  fitting', ' 11 %  fitting', ' 21 %  fitting', ' 31 %  assessing', ''].join(
        '\n',
      ),
    );
  });

  it('is nothing when it shall be silent', () => {
    const stream = new MemoryStream({ isTTY: true, columns: 80 });
    const progress = createProgress(stream, { silent: true });
    progress.update('reading', 0.5);
    progress.finish();
    expect(stream.text).toBe('');
  });
});
