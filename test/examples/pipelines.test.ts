import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { creditRisk } from '../../src/models/credit-risk';
import { openRegistry } from '../../src/registry';
import { gatherData } from '../../src/training';
import { runCli } from '../support/cli';
import { expectSameNumbers } from '../support/same-numbers';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(120_000);

const root = join(__dirname, '../..');
const pipelines = join(root, 'examples/pipelines');
const folder = sharedTemporaryFolder();
const registry = join(folder, 'registry');
const run = promisify(execFile);

/** What a definition's file holds once it is trained, and what training said of its accuracy. */
async function trained(file: string, model: string): Promise<{ model: Uint8Array; accuracy: number }> {
  const { code, stdout, stderr } = await runCli([
    'train',
    join(pipelines, file),
    '--registry',
    registry,
    '--json',
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [{ metrics }] = JSON.parse(stdout);
  const opened = await openRegistry(registry);
  return {
    model: await opened.artifact(await opened.manifest(model, '1.0.0')),
    accuracy: metrics.find(
      ({ name, split }: { name: string; split: string }) => name === 'accuracy' && split === 'holdout',
    ).value,
  };
}

/** The probabilities that a model gives to every application of the data. */
async function probabilitiesBy(model: Uint8Array): Promise<Float32Array> {
  const names = [
    'seniority',
    'home',
    'term',
    'age',
    'hasRecords',
    'expenses',
    'income',
    'assets',
    'debt',
    'amount',
    'price',
  ];
  const { contract, x } = await gatherData(creditRisk);
  const places = names.map((name) => contract.features.findIndex((feature) => feature.name === name));
  const data = new Float32Array(x.rows * names.length);
  for (let row = 0, at = 0; row < x.rows; row++) {
    for (const place of places) data[at++] = x.data[row * x.columns + place];
  }
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  try {
    const { probabilities } = await session.run({
      features: new Tensor('float32', data, [x.rows, names.length]),
    });
    return probabilities.data as Float32Array;
  } finally {
    await session.release();
  }
}

describe('three ways to write one pipeline', () => {
  it('compile', async () => {
    await run(join(root, 'node_modules/.bin/tsc'), ['-p', pipelines]).catch((error) => {
      throw new Error(`tsc failed:\n${error.stdout}`);
    });
  });

  it('make the same model', async () => {
    const file = join(folder, 'procedural.onnx');
    const { stdout } = await run(process.execPath, [join(pipelines, 'procedural.mjs'), file]);
    const [, accuracy] = /^accuracy on 445 rows kept apart: (0\.\d{4})\n$/.exec(stdout) ?? [];
    const declarative = await trained('declarative.model.ts', 'credit-declarative');
    const classes = await trained('own-classes.model.ts', 'credit-classes');
    expect(classes.accuracy).toBe(declarative.accuracy);
    expect(accuracy).toBe(declarative.accuracy.toFixed(4));

    const wanted = await probabilitiesBy(declarative.model);
    expect(wanted.length).toBe(2 * 4454);
    expectSameNumbers(await probabilitiesBy(classes.model), wanted, { tolerance: 1e-6 });
    expectSameNumbers(await probabilitiesBy(readFileSync(file)), wanted, { tolerance: 1e-6 });
  });
});
