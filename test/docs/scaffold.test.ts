import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(180_000);

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/scaffold.md'), 'utf8');
const folder = realpathSync(sharedTemporaryFolder());

const blocks = (language: string): string[] =>
  Array.from(page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm')), ([, code]) => code);

describe('docs/scaffold.md', () => {
  beforeAll(() => symlinkSync(join(root, 'data'), join(folder, 'data')));

  const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));

  it.each(commands)('works as it says: %s', async (line) => {
    const [program, ...args] = line.split(' ');
    expect(program).toBe('predictql');
    const { code, stderr } = await runCli(args, { cwd: folder });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('shows what is written', () => {
    const definition = readFileSync(join(folder, 'credit.model.ts'), 'utf8');
    for (const code of blocks('ts')) expect(definition).toContain(code);
    for (const name of ['credit.html', 'predictions.csv', 'registry/credit/1.0.0']) {
      expect(existsSync(join(folder, name))).toBe(true);
    }
  });
});
