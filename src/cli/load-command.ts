import { PredictqlError } from '../contract';

const notFound = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/**
 * The code of a command, loaded when the command runs. An image that only serves has no training code, and
 * says so here.
 *
 * @param name - of the command
 * @throws PredictqlError `COMMAND_UNAVAILABLE` when a module is not installed that the command needs
 */
export async function loadCommand<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!notFound.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    throw new PredictqlError(
      'COMMAND_UNAVAILABLE',
      {
        subject: `Command ${name}`,
        expected: 'be part of this installation',
        received: `one without ${missingModule(cause as Error)}`,
        remedy:
          'An image that only serves leaves training out: run the command where predictql is installed in full.',
      },
      { cause },
    );
  }
}

/** Node names the module in its message only: "Cannot find module '/app/dist/cli/train.js' imported from ...". */
function missingModule({ message }: Error): string {
  return /'([^']+)'/.exec(message)?.[1] ?? 'a module that it needs';
}
