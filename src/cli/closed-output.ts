/** What shells report of a program that SIGPIPE ended: 128 + 13. Node ignores that signal. */
const brokenPipeExitCode = 141;

/**
 * Ends the process once nobody takes its output any more. A reader that has seen enough, such as `head`, is
 * no reason for a stack trace; a full disk is one for a message.
 */
export function endWithOutput(stream: NodeJS.WriteStream, exit: (code: number) => void = process.exit): void {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') {
      exit(brokenPipeExitCode);
      return;
    }
    if (stream !== process.stderr) {
      process.stderr.write(`OUTPUT_UNWRITABLE: The output must be writable, got ${message}.\n`);
    }
    exit(1);
  });
}
