import type { Golden, Manifest } from '../contract';
import { assertGolden } from './golden-check';
import { localRunner } from './local-runner';
import type { Runner } from './runner';
import type { RuntimeOptions } from './runtime-options';
import { loadSession } from './session';
import { threadRunner } from './thread-runner';
import { type WarmUpFigures, warmUp } from './warm-up';

export interface StartedRunner {
  readonly runner: Runner;
  readonly figures: WarmUpFigures;
}

/**
 * Loads a model, lets it answer its golden rows and warms it up. One that turns out slow moves to a thread
 * of its own, where it proves itself again; it is never in memory twice.
 *
 * @throws PredictqlError `MODEL_UNLOADABLE`, `GOLDEN_MISMATCH`, `PREDICTION_FAILED`
 */
export async function startRunner(
  manifest: Manifest,
  artifact: Uint8Array,
  golden: Golden,
  options: RuntimeOptions,
): Promise<StartedRunner> {
  const local = localRunner(await loadSession(manifest, artifact));
  const figures = await proved(local, manifest, golden);
  if (figures.rowRunMs <= options.threadAboveMs) return { runner: local, figures };
  await local.close();
  const runner = await threadRunner(manifest, artifact, options);
  return { runner, figures: await proved(runner, manifest, golden) };
}

async function proved(runner: Runner, manifest: Manifest, golden: Golden): Promise<WarmUpFigures> {
  try {
    assertGolden(manifest, golden, (await runner.run(golden.rows)).prediction);
    return await warmUp(runner, golden.rows);
  } catch (error) {
    await runner.close();
    throw error;
  }
}
