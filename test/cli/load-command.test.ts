import { loadCommand } from '../../src/cli/load-command';

/** What `import()` and `require` throw. */
function notFound(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

describe('loadCommand', () => {
  it('gives what was loaded', async () => {
    await expect(loadCommand('train', async () => ({ trainCommand: 1 }))).resolves.toEqual({
      trainCommand: 1,
    });
  });

  it.each([
    [
      'ERR_MODULE_NOT_FOUND',
      "Cannot find module '/app/dist/cli/train.js' imported from /app/dist/cli/program.js",
    ],
    [
      'MODULE_NOT_FOUND',
      "Cannot find module '/app/dist/cli/train.js'\nRequire stack:\n- /app/dist/cli/main.js",
    ],
  ])('says that a command is not part of the installation: %s', async (code, message) => {
    const cause = notFound(code, message);
    await expect(loadCommand('train', () => Promise.reject(cause))).rejects.toMatchObject({
      name: 'PredictqlError',
      code: 'COMMAND_UNAVAILABLE',
      message:
        'Command train must be part of this installation, got one without /app/dist/cli/train.js. ' +
        'An image that only serves leaves training out: run the command where predictql is installed in full.',
      cause,
    });
  });

  it('passes other errors on as they are', async () => {
    const cause = new SyntaxError('Unexpected token');
    await expect(loadCommand('train', () => Promise.reject(cause))).rejects.toBe(cause);
  });
});
