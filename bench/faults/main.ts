// Breaks a server under load, in every way that it should survive, and counts what clients notice:
//   npm run bench:faults [-- scenario...] [-- --share 0.1]
import { parseArgs } from 'node:util';
import { Bed } from './bed';
import { scenarios } from './scenarios';

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { share: { type: 'string', default: '1' } },
  });
  const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  const share = Number(values.share);
  if (unknown.length > 0 || !(share > 0 && share <= 1)) {
    const known = scenarios.map(({ name }) => name).join(', ');
    throw new Error(`Scenarios are ${known}, and the share of each is above 0 and at most 1.`);
  }
  for (const { name, title, run } of scenarios) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`${name}: ${title}`);
    const bed = await Bed.make();
    try {
      const started = performance.now();
      const { answered, failures, refused } = await run(bed, { share });
      const seconds = Math.round((performance.now() - started) / 1000);
      const failed = JSON.stringify(failures);
      console.log(`  ${answered} answered, failed ${failed}, refused ${refused}, in ${seconds} s\n`);
    } finally {
      await bed.remove();
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
