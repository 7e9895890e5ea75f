import { PredictqlError } from '../../src/contract';
import { GuardedProcess } from '../../src/importing/guarded-process';
import { sharedTemporaryFolder } from '../support/temporary-folder';

const folder = sharedTemporaryFolder();
const request = { kind: 'inspect', path: '/x', file: 'm.onnx', artifact: '/y' } as const;

/** What becomes of a question to a process that runs a script when it is asked. */
async function asked(script: string, timeoutMs = 60_000): Promise<unknown> {
  const program = ['-e', `process.on('message', (request) => { ${script} })`];
  const guarded = new GuardedProcess({ timeoutMs, file: 'm.onnx', folder, program });
  try {
    return await guarded.inspect(request);
  } catch (error) {
    if (error instanceof PredictqlError) return `${error.code}: ${error.message}`;
    throw error;
  } finally {
    guarded.close();
  }
}

describe('a process for a foreign file', () => {
  it('answers', async () => {
    expect(await asked('process.send({ answer: request.path })')).toBe('/x');
  });

  it('answers with an error of the catalogue', async () => {
    const error = {
      code: 'MODEL_REFUSED',
      parts: { subject: 'm.onnx', expected: 'be good', received: 'bad' },
    };
    expect(await asked(`process.send({ error: ${JSON.stringify(error)} })`)).toBe(
      'MODEL_REFUSED: m.onnx must be good, got bad.',
    );
  });

  it('is killed when it takes too long, though it listens to nobody', async () => {
    expect(await asked("process.on('SIGTERM', () => {}); for (;;) {}", 1000)).toContain(
      'm.onnx must be checked, load and answer sample rows within 1 seconds, got no end.',
    );
  });

  it.each(['SIGSEGV', 'SIGFPE', 'SIGABRT'])('may crash with %s', async (signal) => {
    expect(await asked(`process.kill(process.pid, '${signal}')`)).toContain(
      `m.onnx must load and answer sample rows without ending the process, got ${signal}.`,
    );
  });

  it('may end', async () => {
    expect(await asked('process.exit(7)')).toContain('got exit code 7.');
  });

  it('fails once it has ended', async () => {
    const guarded = new GuardedProcess({ timeoutMs: 60_000, file: 'm.onnx', folder, program: ['-e', '0'] });
    guarded.close();
    await expect(guarded.inspect(request)).rejects.toMatchObject({ code: 'MODEL_REFUSED' });
  });

  it('has two gigabytes at most', async () => {
    const grow = 'const all = []; for (let i = 0; i < 40; i++) all.push(Buffer.alloc(1e8, 1));';
    // By the limit of the system, where an allocation fails, or by the watch, which kills.
    expect(await asked(`try { ${grow} process.send({ answer: 'all' }) } catch { process.exit(9) }`)).toMatch(
      /exit code 9|in 1.8 GB of memory/,
    );
  });

  it('runs in the folder that it is given, and knows nothing of this one', async () => {
    process.env.PREDICTQL_SECRET = 'secret';
    try {
      const answer = await asked(
        'process.send({ answer: [process.cwd(), process.env.PREDICTQL_SECRET ?? null] })',
      );
      expect(answer).toEqual([folder, null]);
    } finally {
      delete process.env.PREDICTQL_SECRET;
    }
  });
});
