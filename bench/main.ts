import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { BenchPart, BenchSetting } from './part';
import { parts } from './parts';
import { reportOf } from './report';
import type { Section } from './section';
import { withTrainedRegistry } from './trained-registry';

/** A look whether everything runs; what it prints means little. */
const quickRounds = 2;

interface Options {
  readonly parts: readonly BenchPart[];
  readonly json: boolean;
  readonly quick: boolean;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) {
    process.exitCode = 2;
    return;
  }
  const machine = { node: process.versions.node, cores: availableParallelism(), cpu: cpus()[0]?.model };
  if (!options.json) console.log(`node ${machine.node}, ${machine.cores} x ${machine.cpu ?? 'unknown'}`);
  const found: Record<string, readonly Section[]> = {};
  progress('training the models');
  await withTrainedRegistry(async (registry) => {
    for (const part of options.parts) {
      const setting: BenchSetting = {
        registry,
        rounds: (wanted) => (options.quick ? Math.min(wanted, quickRounds) : wanted),
        progress: (text) => progress(`${part.name}: ${text}`),
      };
      found[part.name] = await part.run(setting);
      if (options.json) continue;
      console.log(`\n${part.name}: ${part.title}\n`);
      console.log(found[part.name].map(reportOf).join('\n\n'));
    }
  });
  if (options.json) console.log(JSON.stringify({ ...machine, parts: found }, null, 2));
}

/** Undefined when they cannot be used, which is then told. */
function readOptions(): Options | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    const known = parts.map(({ name }) => name).join(', ');
    console.error(`Parts must be among ${known}, got ${unknown.join(', ')}.`);
    return undefined;
  }
  const chosen = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  return { parts: chosen, ...values };
}

/** On stderr, so that what is printed in the end can be kept. */
function progress(text: string): void {
  const seconds = (performance.now() / 1000).toFixed(0);
  console.error(`[${seconds.padStart(3)} s] ${text}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});
