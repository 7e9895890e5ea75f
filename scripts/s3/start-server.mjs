import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');
const requirements = join(import.meta.dirname, 'requirements.txt');

/**
 * Installs moto, an S3-compatible server, below node_modules unless it is there. Needs Python 3 with venv,
 * and a package index.
 *
 * @returns {string} the program
 * @throws Error that says what is missing
 */
export function installServer() {
  const folder = join(root, 'node_modules/.cache/predictql-s3');
  const program = join(folder, 'bin/moto_server');
  if (existsSync(program)) return program;
  rmSync(folder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', folder]);
  // Scripts of a virtual environment name its folder, so it is not moved; what is unfinished is removed.
  try {
    run(join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return program;
}

/**
 * Starts a server on a free port of the loopback, holding everything in memory.
 *
 * @param {string} program - as `installServer` gives it
 * @returns {Promise<{endpoint: string, stop: () => Promise<void>}>}
 */
export async function startServer(program) {
  const child = spawn(program, ['--host', '127.0.0.1', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { endpoint: await endpointOf(child), stop };
}

async function endpointOf(child) {
  const lines = createInterface({ input: child.stderr });
  let said = '';
  const found = new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const [, url] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
      if (url === undefined) said += `\n${line}`;
      else resolve(url);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`The server must start, got:${said}`)));
  });
  try {
    return await found;
  } finally {
    lines.close();
    // From here on it tells of every request.
    child.stderr.resume();
  }
}

function run(command, parameters) {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status === 0) return;
  const said = [error?.message, stdout, stderr].filter(Boolean).join('\n').trim();
  throw new Error(`${command} ${parameters.join(' ')} must succeed, got: ${said}`);
}
