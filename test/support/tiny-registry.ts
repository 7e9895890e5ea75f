import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract, Golden, Manifest } from '../../src/contract';
import { openRegistry, type Registry } from '../../src/registry';
import { sampleRows } from './sample-rows';
import { goldenOf, tinyModel } from './tiny-model';

/** A registry in a temporary folder. */
export interface TinyRegistry {
  readonly registry: Registry;
  readonly folder: string;
  remove(): Promise<void>;
}

export async function tinyRegistry(): Promise<TinyRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'predictql-tiny-'));
  return {
    registry: await openRegistry(folder),
    folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface PublishOptions {
  /** See {@link tinyModel}. */
  readonly shift?: number;
  /** The artifact, when not a {@link tinyModel}. */
  readonly content?: Uint8Array;
  /** The golden rows, when not the model's own answers. */
  readonly golden?: Golden;
  /** Aliases that shall point at the version. */
  readonly aliases?: readonly string[];
}

/** Adds a version of a tiny model. */
export async function publishTiny(
  registry: Registry,
  contract: Contract,
  { shift = 0, aliases = [], content = tinyModel(contract, shift), golden }: PublishOptions = {},
): Promise<Manifest> {
  const { model, major } = contract;
  const { version } = await registry.publish({
    contract,
    binding: { kind: 'matrix', input: 'features' },
    artifact: { content, irVersion: 8, opsets: { 'ai.onnx': 17 } },
    golden: golden ?? (await goldenOf(content, contract, sampleRows(contract, 20))),
    training: {
      estimator: 'tiny',
      parameters: { shift },
      steps: [{ step: 'weigh', outputs: 1 }],
      seed: 7,
      rows: 80,
      holdoutRows: 20,
      dataset: { source: 'tiny.csv', sha256: 'a'.repeat(64) },
      tools: { predictql: '0.1.0' },
      seconds: 0.5,
    },
    assessment: {
      metrics: [{ name: 'rmse', split: 'holdout', value: 3, higherIsBetter: false, unit: 'USD' }],
    },
  });
  for (const alias of aliases) {
    await registry.moveAlias({ model, major, alias, to: version, by: 'test' });
  }
  return registry.manifest(model, version);
}
