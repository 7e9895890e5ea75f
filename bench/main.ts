import { availableParallelism, cpus } from 'node:os';
import { parts } from './parts';
import { withTrainedRegistry } from './trained-registry';

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    const known = parts.map(({ name }) => name).join(', ');
    console.error(`Parts must be among ${known}, got ${unknown.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  console.log(`node ${process.versions.node}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}`);
  await withTrainedRegistry(async (registry) => {
    for (const part of parts) {
      if (names.length > 0 && !names.includes(part.name)) continue;
      console.log(`\n${part.name}: ${part.title}\n`);
      console.log(await part.run(registry));
    }
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});
