import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { category, type Manifest, number } from '../../src/contract';
import { type Damage, damage, flipped, truncated } from '../support/damage';
import { type TestServer, testServer } from '../support/test-server';
import { contractOf, risk } from '../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let registry: TinyRegistry;
let server: TestServer | undefined;

beforeEach(async () => {
  registry = await tinyRegistry();
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await registry.remove();
});

const plain = contractOf();
const predictPlain = (version = 'production') =>
  `{ predictPlainV1(inputs: { x: 5 }, version: "${version}") { modelVersion { version } predictions { y } } }`;
const predictRisk = '{ predictRiskV1(inputs: { age: 30, job: clerk }) { predictions { label } } }';

/** Two versions of plain, the second in production and then broken, beside a model that is well. */
async function serveWithBroken(breaks: (second: Manifest) => Promise<void>): Promise<TestServer> {
  await publishTiny(registry.registry, risk, { aliases: ['production'] });
  await publishTiny(registry.registry, plain, { aliases: ['stable'] });
  await breaks(await publishTiny(registry.registry, plain, { shift: 1, aliases: ['production'] }));
  server = await testServer(registry.registry);
  return server;
}

async function readiness({ app }: TestServer) {
  const response = await app.inject('/health/ready');
  return { status: response.statusCode, body: response.json(), text: response.body };
}

const golden = { rows: [{ x: 5 }], expected: { task: 'regression' as const, predictions: [1234.5] } };

/** The code, a part of the reason, and what breaks the version. */
const damages: [string, string, string, Damage][] = [
  [
    'a flipped bit in the artifact',
    'ARTIFACT_CORRUPT',
    'model.onnx of plain@1.1.0 must have',
    ['model.onnx', flipped],
  ],
  ['half an artifact', 'ARTIFACT_CORRUPT', 'model.onnx of plain@1.1.0 must have', ['model.onnx', truncated]],
  ['no artifact', 'ARTIFACT_CORRUPT', 'got no such file', ['model.onnx', () => undefined]],
  [
    'other golden rows',
    'ARTIFACT_CORRUPT',
    'golden.json of plain@1.1.0 must have',
    ['golden.json', () => '{}'],
  ],
  ['no golden rows', 'ARTIFACT_CORRUPT', 'got no such file', ['golden.json', () => undefined]],
  [
    'a manifest with another hash',
    'ARTIFACT_CORRUPT',
    'model.onnx of plain@1.1.0 must have',
    ['manifest.json', (bytes) => bytes.toString().replace(/("artifact": {\s*"sha256": ").{8}/, '$100000000')],
  ],
  ['a manifest that is not JSON', 'MANIFEST_INVALID', 'must be readable JSON', ['manifest.json', truncated]],
  [
    'a manifest of something else',
    'MANIFEST_INVALID',
    'must follow manifest format 1',
    ['manifest.json', () => '{}'],
  ],
  [
    'the manifest of another version',
    'MANIFEST_INVALID',
    'must describe plain@1.1.0',
    ['manifest.json', (bytes) => bytes.toString().replace('"version": "1.1.0"', '"version": "1.0.0"')],
  ],
  ['no manifest', 'MANIFEST_INVALID', 'must have a manifest.json', ['manifest.json', () => undefined]],
];

describe.each(damages)('a version with %s', (_, code, reason, [file, change]) => {
  it('does not serve and says why, while all else serves', async () => {
    const { graphql, app, log, ...rest } = await serveWithBroken((second) =>
      damage(registry, second, file, change),
    );
    const broken = await graphql(predictPlain());
    expect(broken.errors).toMatchObject([{ path: ['predictPlainV1'], extensions: { code } }]);
    expect(broken.errors[0].message).toContain(reason);
    expect((await graphql(predictPlain('1.1.0'))).errors[0].message).toBe(broken.errors[0].message);

    const ready = await readiness({ graphql, app, log, ...rest });
    expect(ready.status).toBe(200);
    expect(ready.body).toEqual({
      status: 'degraded',
      models: { plain: ['1.0.0'], risk: ['1.0.0'] },
      unusable: [{ version: 'plain@1.1.0', code, reason: broken.errors[0].message }],
      // The alias never pointed anywhere else.
      fallbacks: [],
    });
    for (const text of [ready.text, broken.text]) expect(text).not.toContain(registry.folder);

    expect((await graphql(predictPlain('1.0.0'))).data.predictPlainV1.modelVersion.version).toBe('1.0.0');
    expect((await graphql(predictPlain('stable'))).data.predictPlainV1.modelVersion.version).toBe('1.0.0');
    expect((await graphql(predictRisk)).errors).toEqual([]);
    const { data } = await graphql('{ models { name aliases { alias } } }');
    expect(data.models).toEqual([
      { name: 'plain', aliases: [{ alias: 'production' }, { alias: 'stable' }] },
      { name: 'risk', aliases: [{ alias: 'production' }] },
    ]);
    const { error } = await log.line(({ message }) => message === 'request failed');
    expect(error).toContain(code);
  });
});

describe('a version whose file is whole', () => {
  it('does not serve when it misses its golden rows', async () => {
    await publishTiny(registry.registry, risk, { aliases: ['production'] });
    await publishTiny(registry.registry, plain, { golden, aliases: ['production'] });
    server = await testServer(registry.registry);
    const { errors } = await server.graphql(predictPlain());
    expect(errors).toMatchObject([{ extensions: { code: 'GOLDEN_MISMATCH' } }]);
    expect(errors[0].message).toMatch(
      /plain@1.0.0 must reproduce its 1 golden rows, got \S+ where 1234.5 was expected/,
    );
    expect((await readiness(server)).body).toMatchObject({
      status: 'degraded',
      models: { plain: [], risk: ['1.0.0'] },
    });
  });

  it('does not serve when it holds no model', async () => {
    await publishTiny(registry.registry, risk, { aliases: ['production'] });
    const content = Buffer.from('this is no model');
    await publishTiny(registry.registry, plain, { content, golden, aliases: ['production'] });
    server = await testServer(registry.registry);
    const { errors } = await server.graphql(predictPlain());
    expect(errors).toMatchObject([{ extensions: { code: 'MODEL_REFUSED' } }]);
    expect(errors[0].message).toBe(
      'The artifact of plain@1.0.0 must be a whole file in the ONNX format, got no field at byte 0. Export or download it again.',
    );
  });

  it('does not serve when its contract does not fit into the schema', async () => {
    const features = { street: category({ values: ['a'] }), Street: category({ values: ['a'] }) };
    await publishTiny(registry.registry, contractOf({ features }), { aliases: ['production'] });
    await publishTiny(registry.registry, risk, { aliases: ['production'] });
    server = await testServer(registry.registry);
    expect((await server.graphql(predictRisk)).errors).toEqual([]);
    expect((await readiness(server)).body).toMatchObject({
      status: 'degraded',
      models: { risk: ['1.0.0'] },
      unusable: [{ version: 'plain@1.0.0', code: 'CONTRACT_INVALID' }],
    });
    const { errors } = await server.graphql('{ modelVersion(name: "plain") { id } }');
    expect(errors).toMatchObject([{ extensions: { code: 'CONTRACT_INVALID' } }]);
  });
});

describe('an alias', () => {
  it('that points at a version that is gone says so', async () => {
    const { graphql } = await serveWithBroken(async ({ model, version }) => {
      const { rename } = await import('node:fs/promises');
      await rename(join(registry.folder, model, version), join(registry.folder, 'gone'));
    });
    const { errors } = await graphql(predictPlain());
    expect(errors).toMatchObject([
      {
        message:
          "Alias 'production' of plain v1 must point at a version that is there, got 1.1.0. Restore that version from a backup, or move the alias.",
        extensions: { code: 'VERSION_NOT_FOUND' },
      },
    ]);
    expect((await readiness(server!)).body.status).toBe('degraded');
    expect((await graphql(predictPlain('stable'))).errors).toEqual([]);
  });

  it('whose log cannot be read leaves exact versions', async () => {
    const { graphql } = await serveWithBroken(async ({ model }) => {
      const folder = join(registry.folder, model, 'aliases', '1');
      const newest = (await readdir(folder)).toSorted().at(-1)!;
      await writeFile(join(folder, newest), 'not JSON');
    });
    const { errors } = await graphql(predictPlain());
    expect(errors).toMatchObject([{ extensions: { code: 'ALIAS_LOG_INVALID' } }]);
    expect(errors[0].message).not.toContain(registry.folder);
    expect((await graphql(predictPlain('1.1.0'))).errors).toEqual([]);
    expect((await graphql(predictRisk)).errors).toEqual([]);
    expect((await readiness(server!)).body).toMatchObject({
      status: 'degraded',
      models: { plain: ['1.1.0', '1.0.0'] },
      unusable: [{ version: 'plain', code: 'ALIAS_LOG_INVALID' }],
    });
  });
});

describe('an alias that pointed elsewhere before its version broke', () => {
  /** Versions 1.0.0 to 1.3.0, to each of which production was moved; those from 1.2.0 on are broken. */
  async function serveWithHistory(): Promise<TestServer> {
    await publishTiny(registry.registry, risk, { aliases: ['production'] });
    for (const shift of [0, 1, 2, 3]) {
      const manifest = await publishTiny(registry.registry, plain, { shift, aliases: ['production'] });
      if (shift >= 2) await damage(registry, manifest, 'model.onnx', flipped);
    }
    await publishTiny(registry.registry, risk, { shift: 1, aliases: ['production'] });
    server = await testServer(registry.registry);
    return server;
  }

  it('is answered by the newest version of its past that works, while other models move on', async () => {
    const { graphql } = await serveWithHistory();
    const { data, errors } = await graphql(predictPlain());
    expect(errors).toEqual([]);
    expect(data.predictPlainV1.modelVersion.version).toBe('1.1.0');
    expect((await graphql('{ modelVersion(name: "risk") { version } }')).data).toEqual({
      modelVersion: { version: '1.1.0' },
    });
    // Who asks for the broken one by its number is told.
    expect((await graphql(predictPlain('1.3.0'))).errors).toMatchObject([
      { extensions: { code: 'ARTIFACT_CORRUPT' } },
    ]);
  });

  it('says so in GraphQL and in the detail of readiness', async () => {
    const { graphql, ...rest } = await serveWithHistory();
    const { data } = await graphql(`{
      model(name: "plain") { aliases { alias version pointsAt problem } problems { version code reason } }
      modelVersion(name: "plain", version: "1.1.0") { aliases }
    }`);
    const { body } = await readiness({ graphql, ...rest });
    const [newest, older] = ['1.3.0', '1.2.0'].map((version) => ({
      version,
      code: 'ARTIFACT_CORRUPT',
      reason: expect.stringContaining(`model.onnx of plain@${version} must have`),
    }));
    expect(data).toEqual({
      model: {
        aliases: [{ alias: 'production', version: '1.1.0', pointsAt: '1.3.0', problem: newest.reason }],
        problems: [newest, older],
      },
      modelVersion: { aliases: ['production'] },
    });
    expect(body).toMatchObject({
      status: 'degraded',
      models: { plain: ['1.1.0', '1.0.0'] },
      unusable: [{ version: 'plain@1.3.0' }, { version: 'plain@1.2.0' }],
      fallbacks: [{ alias: 'plain v1 production', pointsAt: '1.3.0', serves: '1.1.0' }],
    });
  });
});

describe('readiness', () => {
  it('is refused when no version serves', async () => {
    const only = await publishTiny(registry.registry, plain, { aliases: ['production'] });
    await damage(registry, only, 'model.onnx', flipped);
    server = await testServer(registry.registry);
    expect(await readiness(server)).toMatchObject({
      status: 503,
      body: { status: 'unavailable', models: { plain: [] } },
    });
    expect((await server.app.inject('/health/live')).statusCode).toBe(200);
    expect((await server.graphql('{ models { name } }')).data.models).toEqual([{ name: 'plain' }]);
  });

  it('changes when a version turns out broken that nobody had asked for', async () => {
    const first = await publishTiny(registry.registry, plain);
    await publishTiny(registry.registry, plain, { shift: 1, aliases: ['production'] });
    await damage(registry, first, 'model.onnx', flipped);
    server = await testServer(registry.registry);
    expect((await readiness(server)).body.status).toBe('ready');
    for (const attempt of [1, 2]) {
      const { errors } = await server.graphql(predictPlain('1.0.0'));
      expect([attempt, errors[0].extensions.code]).toEqual([attempt, 'ARTIFACT_CORRUPT']);
    }
    expect((await readiness(server)).body).toMatchObject({
      status: 'degraded',
      models: { plain: ['1.1.0'] },
    });
  });
});

describe('a version of an older contract of its major', () => {
  const older = contractOf({ features: { street: category({ values: ['Wd Sdng', 'Pave'] }) } });
  const newer = contractOf({
    features: {
      street: category({ values: ['Wd Sdng', 'Pave', 'C (all)'] }),
      lot: number({ nullable: true }),
    },
  });

  it('refuses what came later', async () => {
    await publishTiny(registry.registry, older, { aliases: ['production'] });
    await publishTiny(registry.registry, newer, { aliases: ['staging'] });
    server = await testServer(registry.registry);
    const query = `query ($inputs: [PlainV1Input!]!, $version: String!) {
      predictPlainV1(inputs: $inputs, version: $version) { predictions { y } }
    }`;
    const inputs = [{ street: 'C_all', lot: 5 }, { street: 'Pave' }];
    expect((await server.graphql(query, { inputs, version: 'staging' })).errors).toEqual([]);
    const { status, errors } = await server.graphql(query, { inputs, version: 'production' });
    expect(status).toBe(400);
    expect(errors.map(({ extensions }) => extensions.violations?.map(({ message }) => message))).toEqual([
      [
        `Feature 'street' of plain v1 must be one of Wd_Sdng, Pave, got "C_all".`,
        `Field "lot" of plain v1 must be a feature of the contract, got "lot".`,
      ],
    ]);
    expect(errors[0].message).toContain('The inputs of plain@1.0.0 must satisfy their contract');
  });
});
