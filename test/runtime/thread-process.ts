import 'reflect-metadata';
import { setImmediate as nextRound, setTimeout as pause } from 'node:timers/promises';
import { number } from '../../src/contract';
import { Predictor, runtimeOptions } from '../../src/runtime';
import { slowModel } from '../support/slow-model';
import { contractOf } from '../support/tiny-contracts';
import { publishTiny, tinyRegistry } from '../support/tiny-registry';

/**
 * Does something with a version that lives in a thread and prints what came out as JSON. The sources run as
 * they are in a process of their own, since a thread that jest started could not load them.
 */
const scenes: Readonly<Record<string, (load: Load) => Promise<unknown>>> = {
  async answers(load) {
    const { predictor } = await load();
    const rows = [3, 1, 2].map((x) => ({ x }));
    const singly = await Promise.all(rows.map((row) => valuesOf(predictor, [row])));
    const together = await valuesOf(predictor, rows);
    await predictor.close();
    return { isLocal: predictor.isLocal, singly, together };
  },

  async staysResponsive(load) {
    const { predictor } = await load();
    let isAnswered = false;
    const answer = valuesOf(predictor, [{ x: 2000 }]).finally(() => {
      isAnswered = true;
    });
    // A run on this thread would be over after three rounds.
    for (let round = 0; round < 10; round++) await nextRound();
    return { isAnsweredAtOnce: isAnswered, answer: await answer };
  },

  async getsStuck(load) {
    const { predictor, events } = await load(400);
    const told: unknown[] = [];
    events.on('stuck', (version) => told.push(version));
    const stuck = await outcomeOf(predictor, 4000);
    const meanwhile = await outcomeOf(predictor, 1);
    let later = meanwhile;
    while (later !== 1) {
      await pause(20);
      later = await outcomeOf(predictor, 1);
    }
    return { stuck, meanwhile, told };
  },

  async fails(load) {
    const { predictor } = await load();
    // More memory than there is: ONNX Runtime says so.
    return outcomeOf(predictor, 1e7);
  },

  async isForgotten(load) {
    const threads = () => (process.report.getReport() as unknown as { workers: unknown[] }).workers.length;
    await load();
    const before = threads();
    while (threads() > 0) {
      globalThis.gc?.();
      await pause(20);
    }
    return { before };
  },

  async letsTheProcessEnd(load) {
    await load();
    return 'loaded';
  },
};

type Load = (predictTimeoutMs?: number) => Promise<Loaded>;

interface Loaded {
  readonly predictor: Predictor;
  readonly events: ReturnType<typeof runtimeOptions>['events'];
}

async function main(scene: string): Promise<void> {
  const { registry, remove } = await tinyRegistry();
  const contract = contractOf({ name: 'slow', features: { x: number({ min: 0 }) } });
  const manifest = await publishTiny(registry, contract, {
    content: slowModel(),
    golden: { rows: [{ x: 1 }, { x: 2 }], expected: { task: 'regression', predictions: [1, 2] } },
  });
  const load: Load = async (predictTimeoutMs = 60_000) => {
    const options = runtimeOptions({ threadAboveMs: 0, predictTimeoutMs });
    return { predictor: await Predictor.load(registry, manifest, options), events: options.events };
  };
  console.log(JSON.stringify(await scenes[scene](load)));
  await remove();
}

async function valuesOf(predictor: Predictor, rows: readonly { x: number }[]): Promise<number[]> {
  const prediction = await predictor.predict(rows);
  if (prediction.task !== 'regression') throw new Error('It is a regression.');
  return [...prediction.values];
}

/** The value of the row, or the code of its error. */
async function outcomeOf(predictor: Predictor, x: number): Promise<unknown> {
  return valuesOf(predictor, [{ x }]).then(
    ([value]) => value,
    ({ code }) => code,
  );
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
