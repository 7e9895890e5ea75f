import { createInterface } from 'node:readline';
import { PredictqlError } from '../../src/contract';
import { FileStore, Registry } from '../../src/registry';
import { countFileCalls } from './count-file-calls';
import { draftOf } from './drafts';

/**
 * One writer in a process of its own: `<root> publish <content>`, or `<root> move <version>` for the alias
 * production, which it expects not to exist. It says "ready", waits for a line, writes, and prints the
 * outcome and the number of its file calls as JSON. Environment: `DIE_AT` has it killed at the file call
 * of that number, see {@link countFileCalls}; `AS_USER` is the user it becomes before it writes.
 */
async function main(): Promise<void> {
  const [, , root, action, argument] = process.argv;
  const registry = new Registry(new FileStore(root));
  const calls = countFileCalls(Number(process.env.DIE_AT ?? Number.POSITIVE_INFINITY));
  const lines = createInterface({ input: process.stdin });
  process.stdout.write('ready\n');
  await new Promise((go) => lines.once('line', go));
  await calls.start();
  if (process.env.AS_USER !== undefined) process.setuid?.(Number(process.env.AS_USER));
  const outcome = await (action === 'publish'
    ? registry.publish(draftOf(argument))
    : registry.moveAlias({
        model: 'house-price',
        major: 1,
        alias: 'production',
        to: argument,
        expected: null,
        by: `process ${process.pid}`,
      })
  ).catch((error: unknown) => {
    if (error instanceof PredictqlError) return { code: error.code, message: error.message };
    throw error;
  });
  process.stdout.write(`${JSON.stringify({ ...outcome, calls: calls.count() })}\n`);
  lines.close();
}

void main();
