import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../support/cli';
import { sharedTemporaryFolder } from '../support/temporary-folder';

jest.setTimeout(60_000);

const folder = sharedTemporaryFolder();
const file = join(folder, 'schema.graphql');
const schema = (...args: readonly string[]) => runCli(['schema', ...args], { cwd: folder });

let text: string;

beforeAll(async () => {
  text = (await schema()).stdout;
});

describe('predictql schema', () => {
  it('prints the schema', async () => {
    expect(text).toMatch(/^type Query \{/m);
    expect(text).toMatch(/^ {2}predictHousePriceV1\(/m);
    expect(JSON.parse((await schema('--json')).stdout)).toEqual({ schema: text });
  });

  it('writes what it prints, which the check accepts', async () => {
    expect(await schema('--write')).toEqual({ code: 0, stdout: 'schema.graphql written\n', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(await schema('--check')).toEqual({
      code: 0,
      stdout: 'schema.graphql is what src/models makes\n',
      stderr: '',
    });
    expect(JSON.parse((await schema('--check', '--json')).stdout)).toEqual({
      file: 'schema.graphql',
      drift: false,
    });
    const { stdout } = await schema('--write', '--json', '--file', 'other.graphql');
    expect(JSON.parse(stdout)).toEqual({ file: 'other.graphql', lines: text.trimEnd().split('\n').length });
  });
});

describe('a schema file that is not what the models make', () => {
  const drift = async (content: string, message: RegExp) => {
    writeFileSync(file, content);
    const { code, stdout, stderr } = await schema('--check');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain('Run predictql schema --write');
  };

  it('is told by its first line that differs', async () => {
    const at = text.split('\n').indexOf('  name: String!') + 1;
    expect(at).toBeGreaterThan(1);
    await drift(
      text.replace('\n  name: String!\n', '\n  name: String\n'),
      new RegExp(
        `^SCHEMA_DRIFT: Line ${at} of schema\\.graphql must be " {2}name: String!", got " {2}name: String"\\.`,
      ),
    );
  });

  it('is told when it ends too early or too late', async () => {
    const lines = text.trimEnd().split('\n');
    await drift(
      lines.slice(0, -2).join('\n'),
      new RegExp(`Line ${lines.length - 1} of schema\\.graphql must be ".*", got the end of the file\\.`),
    );
    await drift(
      `${text}extra\n`,
      new RegExp(`Line ${lines.length + 1} of schema\\.graphql must be "", got "extra"\\.`),
    );
    await drift(
      `${text}\n`,
      new RegExp(`Line ${lines.length + 2} of schema\\.graphql must not be there, got ""\\.`),
    );
  });

  it('is told when it is not there or no file', async () => {
    const absent = await schema('--check', '--file', 'nowhere.graphql');
    expect(absent.code).toBe(1);
    expect(absent.stderr).toMatch(
      /^SCHEMA_DRIFT: nowhere\.graphql must be a file that can be read, got ENOENT\./,
    );
    const directory = await schema('--check', '--file', '.');
    expect(directory.stderr).toMatch(/^SCHEMA_DRIFT: \. must be a file that can be read, got EISDIR\./);
  });

  it('cannot be written where there is no folder', async () => {
    const { code, stderr } = await schema('--write', '--file', 'nowhere/schema.graphql');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^OUTPUT_UNWRITABLE: The schema file must be writable, got "nowhere/);
  });
});
