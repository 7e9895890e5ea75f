// Everything that a machine can judge but tests: node scripts/check.mjs [steps...]. Runs all steps, also
// after one failed, and fails when any did. Some look at the build: `npm run check` makes it first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from './tool.mjs';

const root = join(import.meta.dirname, '..');
const node = (script, ...options) => [process.execPath, script, ...options];

const steps = {
  types: [...tool('typescript', 'tsc'), '-p', '.'],
  'bench-types': [...tool('typescript', 'tsc'), '-p', 'bench', '--noEmit'],
  format: [...tool('@biomejs/biome', 'biome'), 'ci', '--colors=off', '--error-on-warnings', '.'],
  lint: [...tool('oxlint'), '--type-aware', '--deny-warnings'],
  imports: node('scripts/check-imports.mjs'),
  lockfile: node('scripts/complete-lockfile.mjs', '--check'),
  proto: node('scripts/proto.mjs', '--check'),
  schema: node('dist/cli/main.js', 'schema', '--check'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(steps, name));
if (unknown.length > 0) {
  console.error(`Steps must be among ${Object.keys(steps).join(', ')}, got ${unknown.join(', ')}.`);
  process.exit(2);
}
if (!existsSync(join(root, 'dist/cli/main.js'))) {
  console.error('The build must exist. Run: npm run build');
  process.exit(2);
}

const failed = Object.keys(steps)
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .filter((name) => !passes(name));
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
} else {
  console.log('check passed');
}

/** Runs a step; what it says is shown only when it fails. */
function passes(name) {
  const [command, ...options] = steps[name];
  const started = performance.now();
  const { status, error, stdout, stderr } = spawnSync(command, options, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) process.stderr.write([error?.message, stdout, stderr].filter(Boolean).join('\n'));
  return status === 0;
}
