import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { exitCodeOfSignal } from './exit-code';

/**
 * Trains what a registry lacks in a process of its own, whose memory a server need not keep.
 *
 * @returns its exit code
 */
export async function trainMissing(registry: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [join(__dirname, 'main.js'), 'train', '--missing', '--registry', registry],
    // To a server's stdout belongs its log alone.
    { stdio: ['ignore', process.stderr, 'inherit'] },
  );
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', forward).on('SIGINT', forward);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  process.off('SIGTERM', forward).off('SIGINT', forward);
  return code ?? exitCodeOfSignal(signal ?? 'SIGKILL');
}
