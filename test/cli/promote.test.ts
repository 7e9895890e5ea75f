import { runCli } from '../support/cli';
import { useTrainedRegistry } from '../support/trained-registry';

const location = useTrainedRegistry(0, 7);

function promote(...args: readonly string[]) {
  return runCli(['promote', '--registry', location, ...args]);
}

describe('predictql promote', () => {
  it('moves production and says where it was', async () => {
    const { code, stdout } = await promote('house-price@1.1.0', '--reason', 'better on new sales');
    expect(code).toBe(0);
    expect(stdout).toBe('production of house-price v1 now points at 1.1.0, before at 1.0.0\n');
    const again = await promote('house-price@1.1.0', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      moved: false,
      to: '1.1.0',
      reason: 'better on new sales',
    });
  });

  it('is taken back by rollback, and both are in the history', async () => {
    const { code, stdout } = await runCli(['rollback', 'house-price', '--registry', location]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'production of house-price v1 now points at 1.0.0 again, before at 1.1.0\n',
    });
    const history = await runCli(['alias', 'house-price', '--history', '--json', '--registry', location]);
    expect(JSON.parse(history.stdout)).toEqual([
      expect.objectContaining({ from: '1.1.0', to: '1.0.0', reason: '1.1.0 taken back' }),
      expect.objectContaining({ from: '1.0.0', to: '1.1.0', reason: 'better on new sales' }),
      expect.objectContaining({ from: null, to: '1.0.0' }),
    ]);
    const again = await runCli(['rollback', 'house-price', '--json', '--registry', location]);
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(again.stderr).error.code).toBe('ROLLBACK_IMPOSSIBLE');
  });

  it('gives a version a further name', async () => {
    await promote('house-price@1.0.0', '--as', 'staging');
    const { stdout } = await runCli(['models', '--registry', location, '--json']);
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ version: '1.0.0', aliases: ['production', 'staging'] }),
      ]),
    );
  });

  it('refuses a version that is not there and a name that is none', async () => {
    const missing = await promote('house-price@9.9.9');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(/VERSION_NOT_FOUND: .*1\.1\.0/);
    expect((await promote('house-price@1.0.0', '--as', '../x')).stderr).toMatch(/NAME_INVALID/);
  });
});
