import { endWithOutput } from '../../src/cli/closed-output';
import { MemoryStream } from './memory-stream';

describe('endWithOutput', () => {
  function exitCodeAfter(code: string): number[] {
    const stream = new MemoryStream();
    const codes: number[] = [];
    endWithOutput(stream as unknown as NodeJS.WriteStream, (exitCode) => codes.push(exitCode));
    stream.emit('error', Object.assign(new Error(`write ${code}`), { code }));
    return codes;
  }

  it('ends quietly, as SIGPIPE would, when the reader has gone', () => {
    expect(exitCodeAfter('EPIPE')).toEqual([141]);
  });

  it('says what is wrong with any other output', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(exitCodeAfter('ENOSPC')).toEqual([1]);
    expect(write).toHaveBeenCalledWith('OUTPUT_UNWRITABLE: The output must be writable, got write ENOSPC.\n');
    write.mockRestore();
  });
});
