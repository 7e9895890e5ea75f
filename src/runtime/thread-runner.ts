import { extname, join } from 'node:path';
import { Piscina } from 'piscina';
import { type Manifest, PredictqlError } from '../contract';
import type { BatchRows } from './batch-rows';
import { timedOut } from './refusals';
import type { Runner, TimedPrediction } from './runner';
import type { RuntimeOptions } from './runtime-options';
import type { OpenTask, ThreadAnswer } from './session-thread';

/** Beside this file, as TypeScript where a test runs the sources. */
const threadFile = join(__dirname, `session-thread${extname(__filename)}`);

/** Versions that nobody holds any more end their threads, which would outlive them. */
const forgotten = new FinalizationRegistry<Piscina>((pool) => void pool.destroy());

/**
 * A model in a thread of its own, so that its runs do not block this one. It is one thread per version: each
 * more would hold the model once more, and there is a process per core.
 *
 * A run cannot be interrupted. One that takes longer than a prediction may take is given up and the event
 * `stuck` tells that the process has to be replaced, as it does when the thread dies. Until the thread
 * comes back every run fails at once, so that nobody waits in vain.
 *
 * @throws PredictqlError `MODEL_UNLOADABLE`
 */
export async function threadRunner(
  manifest: Manifest,
  artifact: Uint8Array,
  { predictTimeoutMs, events }: Pick<RuntimeOptions, 'predictTimeoutMs' | 'events'>,
): Promise<Runner> {
  const { model, version } = manifest;
  const pool = new Piscina({ filename: threadFile, name: 'run', minThreads: 1, maxThreads: 1 });
  // A thread that dies between two runs: the next run finds one without a model and tells.
  pool.on('error', () => undefined);
  let isStuck = false;

  function reportStuck(): void {
    isStuck = true;
    events.emit('stuck', { model, version });
  }

  async function run(rows: BatchRows): Promise<TimedPrediction> {
    let answer: ThreadAnswer<TimedPrediction>;
    try {
      answer = await pool.run(rows);
    } catch (cause) {
      reportStuck();
      throw threadLost(`${model}@${version}`, cause);
    }
    isStuck = false;
    return resultOf(answer);
  }

  resultOf(
    (await pool.run({ manifest, artifact } satisfies OpenTask, { name: 'open' })) as ThreadAnswer<null>,
  );
  const runner: Runner = {
    isLocal: false,
    async run(rows) {
      if (isStuck) throw timedOut(manifest, rows.length, 0);
      const running = run(rows);
      if (!Number.isFinite(predictTimeoutMs)) return running;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reportStuck();
          reject(timedOut(manifest, rows.length, predictTimeoutMs));
        }, predictTimeoutMs);
        running.then(resolve, reject).finally(() => clearTimeout(timer));
      });
    },
    async close() {
      // Nothing ends a thread that is in a run.
      if (!isStuck) await pool.destroy();
    },
  };
  forgotten.register(runner, pool);
  return runner;
}

function resultOf<T>(answer: ThreadAnswer<T>): T {
  if ('error' in answer) throw new PredictqlError(answer.error.code, answer.error.parts);
  return answer.result;
}

function threadLost(name: string, cause: unknown): PredictqlError {
  return new PredictqlError(
    'PREDICTION_FAILED',
    {
      subject: `The thread of ${name}`,
      expected: 'answer',
      received: 'its end',
      remedy: 'Send the request again: the process is being replaced.',
    },
    { cause },
  );
}
