import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const dist = join(__dirname, '../../../dist');

/** What answers requests or runs models. */
const heavy = [
  '@apollo/server',
  '@duckdb/node-api',
  '@tensorflow/tfjs-core',
  'class-validator',
  'fastify',
  'graphql',
  'onnxruntime-node',
  'piscina',
  'type-graphql',
];

it('the process that supervises loads nothing that answers requests or runs models', () => {
  const script = `
    require(${JSON.stringify(join(dist, 'cli/serve.js'))});
    const packages = Object.keys(require.cache)
      .map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1])
      .filter((name) => name !== undefined);
    console.log(JSON.stringify([...new Set(packages)]));
  `;
  const loaded = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
  expect(loaded).toContain('winston');
  expect(loaded.filter((name: string) => heavy.includes(name))).toEqual([]);
});
