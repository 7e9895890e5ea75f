import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { useTrainedRegistry } from '../support/trained-registry';

jest.setTimeout(60_000);

const location = useTrainedRegistry(0, 7);
const folder = sharedTemporaryFolder();

/** Everything that differs from run to run, or with a better pipeline, as a pattern of the same length. */
function masked(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, (time) => time.replace(/\d/g, '9'))
    .replace(/[0-9a-f]{64}/g, '<sha256>');
}

/** What a list shows, by line and column. */
function cellsOf(text: string): string[][] {
  return text.split('\n').map((line) => line.split(/ {2,}/));
}

async function models(...args: readonly string[]) {
  return runCli(['models', '--registry', location, ...args]);
}

describe('predictql models', () => {
  it('lists every version of every model, newest first', async () => {
    const { code, stdout, stderr } = await models();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(cellsOf(masked(stdout).trimEnd())).toEqual([
      ['model', 'version', 'aliases', 'created (UTC)', 'holdout'],
      ['house-price', '1.1.0', '9999-99-99 99:99', expect.stringMatching(/^rmse \d{5} USD$/)],
      ['house-price', '1.0.0', 'production', '9999-99-99 99:99', expect.stringMatching(/^rmse \d{5} USD$/)],
    ]);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    for (const row of rows) expect(row.indexOf('20')).toBe(header.indexOf('created'));
  });

  it('lists them as JSON with their metrics', async () => {
    const { code, stdout, stderr } = await models('--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ model: 'house-price', version: '1.1.0', aliases: [], seed: 7 }),
      expect.objectContaining({ version: '1.0.0', aliases: ['production'], seed: 0 }),
    ]);
    const [{ sha256, createdAt, estimator, metrics }] = JSON.parse(stdout);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(new Date(createdAt).toISOString()).toBe(createdAt);
    expect(estimator).toEqual(expect.any(String));
    expect(metrics).toContainEqual(
      expect.objectContaining({ name: 'rmse', split: 'holdout', value: expect.any(Number), unit: 'USD' }),
    );
  });

  it('compares the versions of one model', async () => {
    const { code, stdout } = await models('house-price');
    expect(code).toBe(0);
    const [title, about, blank, header, ...rows] = stdout.trimEnd().split('\n');
    expect(title).toBe('house-price: House price');
    expect(about).toMatch(/^predicts salePrice in USD from \d+ features; metrics are of the holdout rows$/);
    expect(blank).toBe('');
    expect(header.split(/ {2,}/)).toEqual([
      ...['version', 'aliases', 'created (UTC)', 'estimator', 'seed'],
      ...['rmse USD', 'mae USD', 'r2', 'rmseLog'],
    ]);
    expect(rows.map((row) => row.split(' ')[0])).toEqual(['1.1.0', '1.0.0']);
    expect(new Set([header, ...rows].map((row) => row.length)).size).toBe(1);
    expect(JSON.parse((await models('house-price', '--json')).stdout)).toHaveLength(2);
  });

  it.each(['house-price@production', 'house-price@1.0.0'])('tells all about %s', async (name) => {
    const { code, stdout } = await models(name);
    expect(code).toBe(0);
    const lines = masked(stdout).split('\n');
    expect(lines[0]).toBe('house-price@1.0.0: House price');
    expect(lines).toContain('predicts     salePrice in USD');
    expect(lines).toContain('aliases      production');
    expect(lines).toContain('created      9999-99-99 99:99:99 UTC');
    expect(lines).toContain('format       IR 8, ai.onnx 17, ai.onnx.ml 3');
    expect(lines).toContain('signature    none');
    expect(lines).toContain('seed         0');
    expect(lines).toContain('rows         2637 fitted, 293 held out');
    expect(lines).toContainEqual(expect.stringMatching(/^operators {4}Concat \d+, .*ai\.onnx\.ml\./));
    expect(lines).toContainEqual(expect.stringMatching(/^data {9}\S*ames\.csv, SHA-256 <sha256>$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^model\.onnx {3}[\d.]+ [kM]B \([\d,]+ bytes\), SHA-256 <sha256>$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^feature +GraphQL type +allowed$/));
    expect(lines).toContainEqual(expect.stringMatching(/^lotArea +Int! +1 or more ft²$/));
    expect(lines).toContainEqual(expect.stringMatching(/^lotFrontage +Int +0 or more ft; or null$/));
    expect(lines).toContainEqual(expect.stringMatching(/^metric +train +holdout$/));
    const data = JSON.parse((await models(name, '--json')).stdout);
    expect(data).toMatchObject({ model: 'house-price', version: '1.0.0', aliases: ['production'] });
    expect(data.contract.features.length).toBeGreaterThan(10);
    expect(data).toMatchObject({
      operators: { Concat: expect.any(Number) },
      signature: { state: 'none' },
      problems: [],
    });
  });

  it.each([
    ['credit-risk', /^MODEL_NOT_FOUND: .* hold the model 'credit-risk', got models house-price\./],
    [
      'house-price@2.0.0',
      /^VERSION_NOT_FOUND: .* got versions 1\.1\.0, 1\.0\.0; aliases production \(1\.0\.0\)/,
    ],
    ['House Price', /^NAME_INVALID: /],
  ])('says what there is instead of %s', async (name, message) => {
    const { code, stdout, stderr } = await models(name);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('a registry with a damaged version', () => {
  it('is listed with the reason', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(location, damaged, { recursive: true });
    const manifest = join(damaged, 'house-price/1.2.0/manifest.json');
    mkdirSync(dirname(manifest));
    writeFileSync(manifest, '{');
    for (const args of [[], ['house-price']]) {
      const { code, stdout } = await runCli(['models', ...args, '--registry', damaged]);
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /\n\nhouse-price@1\.2\.0 cannot be used: The manifest of house-price@1\.2\.0 must /,
      );
      expect(stdout).toMatch(/1\.0\.0 +production/);
    }
    const [first] = JSON.parse((await runCli(['models', '--json', '--registry', damaged])).stdout);
    expect(first).toEqual({
      model: 'house-price',
      version: '1.2.0',
      aliases: [],
      problem: expect.stringContaining('The manifest of house-price@1.2.0'),
    });
  });
});

describe('a registry without models', () => {
  it('says how to get one', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(await runCli(['models', '--registry', empty])).toEqual({
      code: 0,
      stdout: `The registry at ${empty} holds no models. Train one: predictql train\n`,
      stderr: '',
    });
    expect((await runCli(['models', '--json', '--registry', empty])).stdout).toBe('[]\n');
  });

  it('is another thing than no registry', async () => {
    const { code, stdout, stderr } = await runCli(['models', '--registry', join(folder, 'nowhere')]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^REGISTRY_MISSING: The registry at .*nowhere must exist\. Train a model/);
    const json = await runCli(['models', '--json', '--registry', join(folder, 'nowhere')]);
    expect(json.stdout).toBe('');
    expect(JSON.parse(json.stderr).error.code).toBe('REGISTRY_MISSING');
  });

  it('is found by PREDICTQL_REGISTRY', async () => {
    const { stdout } = await runCli(['models', '--json'], {
      cwd: folder,
      env: { PREDICTQL_REGISTRY: location },
    });
    expect(JSON.parse(stdout)).toHaveLength(2);
  });
});
