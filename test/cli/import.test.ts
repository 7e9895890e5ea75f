import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRegistry } from '../../src/registry';
import { modelPath } from '../importing/foreign-references';
import { runCli } from '../support/cli';
import { externalTensor, foreignFile } from '../support/foreign-file';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { testServer } from '../support/test-server';

jest.setTimeout(120_000);

const folder = sharedTemporaryFolder();

const run = (...args: readonly string[]) => runCli(['import', ...args, '--timeout', '60'], { cwd: folder });

async function report(...args: readonly string[]) {
  const { stdout, stderr, code } = await run(...args, '--json');
  return { code, ...JSON.parse(stdout || stderr) };
}

const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));

describe('predictql import', () => {
  it('adds a model, writes its contract file and shows a query that works', async () => {
    const { code, stdout, stderr } = await run(
      modelPath('iris-forest'),
      '--name',
      'iris',
      '--title',
      'Flowers',
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining('checking iris-forest.onnx')]);
    expect(stdout).toContain('iris@1.0.0 added to the registry from iris-forest.onnx');
    expect(stdout).toContain('production now points at 1.0.0');
    expect(stdout).toContain('left out: ZipMap "ZipMap"');
    expect(read('iris.contract.json')).toMatchObject({
      formatVersion: 1,
      contract: { model: 'iris', major: 1, title: 'Flowers' },
      binding: { kind: 'tensors', batch: 'dynamic' },
    });
    const registry = await openRegistry(join(folder, 'registry'));
    const manifest = await registry.manifest('iris', '1.0.0');
    expect(manifest.training).toBeUndefined();
    expect(manifest.imported).toMatchObject({
      file: 'iris-forest.onnx',
      producer: 'skl2onnx',
      cut: ['ZipMap "ZipMap"'],
    });
    const server = await testServer(registry);
    const query = stdout.trim().split('\n').at(-1)!;
    const { data, errors } = await server.graphql(query);
    await server.close();
    expect(errors).toEqual([]);
    expect(data.predictIrisV1.predictions).toEqual([
      { label: expect.stringMatching(/setosa|versicolor|virginica/), probability: expect.any(Number) },
    ]);
  });

  it('does not replace a contract file, which may have been edited', async () => {
    const { code, stderr } = await run(modelPath('iris-forest'), '--name', 'iris');
    expect(code).toBe(1);
    expect(stderr).toContain('OUTPUT_UNWRITABLE: The contract file "iris.contract.json" must not exist yet');
    expect(
      await report(modelPath('iris-forest'), '--name', 'iris', '--title', 'Flowers', '--force'),
    ).toMatchObject({
      code: 0,
      version: '1.0.0',
      added: false,
    });
  });

  it('adds a version under an edited contract of the same model', async () => {
    const file = read('iris.contract.json');
    Object.assign(file.contract.features[0], { min: 0, max: 10, unit: 'cm' });
    file.contract.major = 2;
    write('edited.contract.json', file);
    expect(await report(modelPath('iris-forest'), '--contract', 'edited.contract.json')).toMatchObject({
      code: 0,
      version: '2.0.0',
      added: true,
      promoted: true,
    });
  });

  it('proposes and stops there', async () => {
    const { code, stdout } = await run(modelPath('mnist'), '--name', 'mnist', '--propose');
    expect(code).toBe(0);
    expect(stdout).toContain('mnist.contract.json written: 1 feature, predicts plus214Output0');
    expect((await (await openRegistry(join(folder, 'registry'))).models()).includes('mnist')).toBe(false);
  });

  it('makes an enum of a text that is closed', async () => {
    await run(modelPath('credit-strict'), '--name', 'credit', '--propose');
    const file = read('credit.contract.json');
    for (const feature of file.contract.features) if (feature.kind === 'category') feature.open = false;
    write('credit.contract.json', file);
    const { stdout, code } = await run(modelPath('credit-strict'), '--contract', 'credit.contract.json');
    expect(code).toBe(0);
    expect(stdout).toContain('CreditV1Home!');
    expect(stdout.trim().split('\n').at(-1)).toMatch(/records: (?:yes|no),/);
  });

  it.each([
    ['rows.csv', 'f0,f1,f2,f3\n5.1,3.5,1.4,0.2\n6.2,2.9,4.3,1.3\n'],
    ['rows.json', '[{"f0":5.1,"f1":3.5,"f2":1.4,"f3":0.2},{"f0":6.2,"f1":2.9,"f2":4.3,"f3":1.3}]'],
  ])('tries it with the rows of %s', async (name, rows) => {
    writeFileSync(join(folder, name), rows);
    const model = name.replace('.', '-');
    const result = await report(modelPath('iris-logistic'), '--name', model, '--samples', name);
    expect(result).toMatchObject({ code: 0, goldenRows: 2 });
    const registry = await openRegistry(join(folder, 'registry'));
    const golden = await registry.golden(await registry.manifest(model, '1.0.0'));
    expect(golden.rows[0]).toEqual({ f0: 5.1, f1: 3.5, f2: 1.4, f3: 0.2 });
    expect(golden.expected).toMatchObject({ task: 'classification', labels: [0, 1] });
  });

  it('says why it refuses a file, without a stack', async () => {
    writeFileSync(
      join(folder, 'evil.onnx'),
      foreignFile({ initializer: [externalTensor('W', '/etc/passwd')] }),
    );
    const { code, stderr, stdout } = await run('evil.onnx', '--name', 'evil');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n').at(-1)).toBe(
      'MODEL_REFUSED: evil.onnx must hold all of its tensors itself, got initializer "W" with external data. Export it as one file, without external data.',
    );
  });

  it.each([
    [['../x'], 'NAME_INVALID'],
    [['x', '--contract', 'none.json'], 'INPUT_INVALID'],
    [['other', '--contract', 'edited.contract.json'], 'INPUT_INVALID'],
    [['x', '--max-bytes', '10'], 'MODEL_REFUSED'],
    [['x', '--registry', 'http://somewhere'], 'ENVIRONMENT_INVALID'],
  ])('refuses --name %j', async (args, errorCode) => {
    expect(await report(modelPath('iris-forest'), '--name', ...args)).toMatchObject({
      code: 1,
      error: { code: errorCode },
    });
  });
});
