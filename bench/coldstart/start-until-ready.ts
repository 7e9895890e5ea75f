import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Starts a server and waits until it answers.
 *
 * @param script - path of the server's script and its arguments; it must print a JSON line with its `url`
 * @param path - what it must answer with 200
 * @returns what ends it
 */
export async function startUntilReady(
  script: readonly string[],
  env: NodeJS.ProcessEnv,
  path: string,
): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, script, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const end = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  try {
    const url = await printedUrl(createInterface({ input: child.stdout }));
    const response = await fetch(new URL(path, url), { headers: { 'apollo-require-preflight': 'true' } });
    if (!response.ok) throw new Error(`The server must be ready, got status ${response.status}.`);
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

/** @throws Error when the output ends without one */
async function printedUrl(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url !== undefined) return url;
  }
  throw new Error('The server must print where it listens.');
}
