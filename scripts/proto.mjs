// Makes src/onnx/gen from src/onnx/proto: node scripts/proto.mjs. With --check it writes nothing and fails
// when the files are not what the proto makes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { tool } from './tool.mjs';

const root = join(import.meta.dirname, '..');
const proto = join(root, 'src/onnx/proto');
const generated = join(root, 'src/onnx/gen');

if (process.argv.includes('--check')) check();
else generate();

function check() {
  const folder = mkdtempSync(join(tmpdir(), 'predictql-proto-'));
  try {
    // The template writes to ../gen, so what is made lies beside the folder given to it.
    generate('--output', join(folder, 'proto'));
    const different = differences(join(folder, 'gen'), generated);
    if (different.length === 0) {
      console.log('src/onnx/gen is what src/onnx/proto makes');
    } else {
      console.error(
        `${different.join(', ')} in src/onnx/gen must be what src/onnx/proto makes. Run: npm run proto`,
      );
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function generate(...options) {
  const [node, buf] = tool('@bufbuild/buf', 'buf');
  // buf finds its plugin on the PATH.
  const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const { status, error } = spawnSync(node, [buf, 'generate', ...options], {
    cwd: proto,
    env: { ...process.env, PATH },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`buf generate must succeed, got exit code ${status}.`);
}

/** Names of the files that only one folder has or that differ. */
function differences(one, other) {
  const read = (folder) =>
    new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const [ours, theirs] = [read(one), read(other)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (name) => ours.get(name) !== theirs.get(name),
  );
}
