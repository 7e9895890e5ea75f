import { createInterface } from 'node:readline';
import { PredictqlError } from '../../src/contract';
import { Registry } from '../../src/registry';
import { draftOf } from './drafts';
import { storeAt } from './store-at';

/**
 * One writer in a process of its own. It says "ready", waits for a line, writes, and prints the outcome as
 * JSON. What it writes:
 *
 * - `<location> publish <content>`: a version with that artifact
 * - `<location> move <version>`: the alias production, which it expects not to exist
 * - `<location> take <version>`: a version of that number, with an artifact of its own
 * - `<location> expect <version>`: the alias production to 1.9.0, which it expects at that version
 * - `<location> rollback <version>`: the alias production, which it expects at that version
 * - `<location> write-on <name>`: version after version, each promoted and told of, until it is killed
 *
 * Environment: `AS_USER` is the user it becomes before it writes.
 */
async function main(): Promise<void> {
  const [, , location, action, argument] = process.argv;
  const registry = new Registry(storeAt(location));
  const lines = createInterface({ input: process.stdin });
  process.stdout.write('ready\n');
  await new Promise((go) => lines.once('line', go));
  if (process.env.AS_USER !== undefined) process.setuid?.(Number(process.env.AS_USER));
  const outcome = await write(registry, action, argument).catch((error: unknown) => {
    if (error instanceof PredictqlError) return { code: error.code, message: error.message };
    throw error;
  });
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  lines.close();
}

async function write(registry: Registry, action: string, argument: string): Promise<object> {
  const by = `process ${process.pid}`;
  const production = { model: 'house-price', major: 1, alias: 'production', by };
  if (action === 'publish') return registry.publish(draftOf(argument));
  if (action === 'move') return registry.moveAlias({ ...production, to: argument, expected: null });
  if (action === 'take') return registry.publish(draftOf(by), { version: argument });
  if (action === 'expect') return registry.moveAlias({ ...production, to: '1.9.0', expected: argument });
  if (action === 'rollback') return registry.rollback({ ...production, expected: argument });
  for (let i = 0; ; i++) {
    const { version } = await registry.publish(draftOf(`${argument} ${i}`));
    await registry.moveAlias({ ...production, to: version });
    process.stdout.write(`${version}\n`);
  }
}

void main();
