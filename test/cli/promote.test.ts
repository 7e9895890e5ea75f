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
    expect(stdout).toMatch(/^production of house-price now points at 1\.1\.0, before at 1\.0\.0;/);
    const again = await promote('house-price@1.1.0', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      moved: false,
      to: '1.1.0',
      reason: 'better on new sales',
    });
  });

  it('gives a version a further name', async () => {
    await promote('house-price@1.0.0', '--as', 'staging');
    const { stdout } = await runCli(['models', '--registry', location, '--json']);
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ version: '1.0.0', aliases: ['staging'] })]),
    );
  });

  it('refuses a version that is not there and a name that is none', async () => {
    const missing = await promote('house-price@9.9.9');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(/VERSION_NOT_FOUND: .*1\.1\.0/);
    expect((await promote('house-price@1.0.0', '--as', '../x')).stderr).toMatch(/NAME_INVALID/);
  });
});
