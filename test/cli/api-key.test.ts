import { newApiKeyCommand } from '../../src/cli/api-key';
import { parseKeyEntry } from '../../src/server/auth/api-key';
import { ApiKeys } from '../../src/server/auth/api-keys';
import { memoryTerminal } from '../support/memory-terminal';

describe('predictql api-key new', () => {
  it('makes a key that its entry knows', async () => {
    const terminal = memoryTerminal({ json: true });
    await newApiKeyCommand({ name: 'ci', role: 'operator' }, terminal);
    const [{ key, entry, ...rest }] = terminal.results as { key: string; entry: string }[];
    expect(rest).toEqual({ name: 'ci', role: 'operator' });
    const parsed = parseKeyEntry(entry);
    expect(new ApiKeys(parsed === undefined ? [] : [parsed]).callerOf(key)).toEqual({
      name: 'ci',
      role: 'operator',
    });
  });

  it('tells people what to do with both', async () => {
    const terminal = memoryTerminal();
    await newApiKeyCommand({ name: 'web', role: 'reader' }, terminal);
    expect(terminal.printed()).toMatch(
      /^key {4}pql_[\w-]{43}\nentry {2}web:reader:[0-9a-f]{64}\n\nThe key is shown this once: .*\nAdd the entry to PREDICTQL_API_KEYS /,
    );
  });
});
