import { appendFile, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { modelsCommand } from '../../src/cli/models';
import { FileStore, Registry } from '../../src/registry';
import { draftOf } from '../registry/drafts';
import { useTemporaryFolder } from '../registry/temporary-folder';
import { memoryTerminal } from '../support/memory-terminal';

const folder = useTemporaryFolder();
const at = (...names: string[]) => join(folder(), 'house-price', ...names);
let registry: Registry;

async function models(name?: string, options: { readonly quick?: boolean; readonly columns?: number } = {}) {
  const { columns, ...rest } = options;
  const terminal = memoryTerminal(columns === undefined ? {} : { columns });
  await modelsCommand(name, { registry: folder(), ...rest }, terminal);
  return { text: terminal.printed(), data: terminal.results[0] };
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** 1.0.0, which production points at, and 1.1.0. */
beforeEach(async () => {
  registry = new Registry(new FileStore(folder()));
  await registry.publish(draftOf('a'));
  await registry.publish(draftOf('b'));
  await registry.moveAlias({ model: 'house-price', major: 1, alias: 'production', to: '1.0.0', by: 'ann' });
});

describe.each([[undefined], ['house-price']])('predictql models %s', (name) => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a manifest that is none',
      () => write(at('1.2.0/manifest.json'), '{'),
      /house-price@1\.2\.0 cannot be used: The manifest of/,
    ],
    [
      'no manifest',
      () => rm(at('1.1.0/manifest.json')),
      /@1\.1\.0 cannot be used: .* must have a manifest\.json/,
    ],
    [
      'no artifact',
      () => rm(at('1.1.0/model.onnx')),
      /@1\.1\.0 cannot be used: model\.onnx .* got no such file/,
    ],
    [
      'another artifact',
      async () => {
        await chmod(at('1.1.0/model.onnx'), 0o644);
        await writeFile(at('1.1.0/model.onnx'), 'B');
      },
      /@1\.1\.0 cannot be used: model\.onnx .* SHA-256/,
    ],
    [
      'no golden rows',
      () => rm(at('1.1.0/golden.json')),
      /@1\.1\.0 cannot be used: golden\.json .* got no such file/,
    ],
    [
      'no report',
      () => rm(at('1.1.0/assessment/report.json')),
      /@1\.1\.0 cannot be used: assessment\/report\.json/,
    ],
    [
      'aliases that cannot be read',
      () => write(at('aliases/1/00000002.json'), '{'),
      /house-price: the aliases of v1 cannot be read: house-price\/aliases\/1\/00000002\.json/,
    ],
    [
      'an alias that points nowhere',
      () => rm(at('1.0.0'), { recursive: true }),
      /house-price: alias production points at 1\.0\.0, which is not there/,
    ],
  ])('tells of %s, and goes on', async (_, damage, told) => {
    await damage();
    const { text, data } = await models(name);
    expect(text).toMatch(told);
    expect(text).toContain('1.1.0');
    expect(data).toContainEqual(
      expect.objectContaining({ model: 'house-price', problem: expect.any(String) }),
    );
    expect((data as { problem?: string }[]).filter(({ problem }) => problem !== undefined)).toHaveLength(1);
  });

  it('tells of nothing when all is well', async () => {
    const { text, data } = await models(name);
    expect(text).not.toMatch(/cannot/);
    expect(JSON.stringify(data)).not.toContain('problem');
  });

  it('looks at manifests alone when it is to be quick', async () => {
    await rm(at('1.1.0/model.onnx'));
    expect((await models(name, { quick: true })).text).not.toMatch(/cannot/);
  });
});

describe('the sheet of a version', () => {
  it('tells what is wrong beside what is known', async () => {
    await appendFile(at('aliases/1/00000002.json'), '{');
    const { text, data } = await models('house-price@1.1.0', { columns: 80 });
    // The artifacts of these drafts are texts.
    expect(text).toMatch(/PROBLEM {2}A model file must be in the ONNX format/);
    expect(text).toMatch(/PROBLEM {2}the aliases of v1 cannot be read/);
    expect(text).toContain('aliases      none known');
    expect(text).toContain('operators    not known');
    expect(data).toMatchObject({ version: '1.1.0', problems: [expect.any(String), expect.any(String)] });
    expect(data).not.toHaveProperty('operators');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('of an imported model says where it came from', async () => {
    const { training: _, ...draft } = draftOf('c', { model: 'churn' });
    await registry.publish({
      ...draft,
      imported: {
        file: 'churn\u001b.onnx',
        sha256: 'a'.repeat(64),
        bytes: 1234,
        producer: 'skl2onnx',
        producerVersion: '1.17',
        cut: ["ZipMap 'zip'"],
      },
      assessment: { metrics: [] },
    });
    const { text } = await models('churn@1.0.0');
    expect(text).toContain(
      `imported     churn\ufffd.onnx, 1.2 kB (1,234 bytes), SHA-256 ${'a'.repeat(64)}\n`,
    );
    expect(text).toContain('made by      skl2onnx 1.17\n');
    expect(text).toContain("cut          ZipMap 'zip'\n");
    expect(text).not.toMatch(/estimator|seed|metric/);
    expect((await models('churn')).text).toMatch(/1\.0\.0 .* imported/);
  });
});
