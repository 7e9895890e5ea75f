import { createApiKey, parseKeyEntry } from '../../../src/server/auth/api-key';
import { ApiKeys } from '../../../src/server/auth/api-keys';

function entryOf(text: string) {
  const entry = parseKeyEntry(text);
  if (entry === undefined) throw new Error(`${text} must be an entry`);
  return entry;
}

describe('a new key', () => {
  it('is another one each time, and holds 256 bits', () => {
    const keys = [createApiKey('ci', 'reader'), createApiKey('ci', 'reader')];
    expect(keys[0].key).not.toBe(keys[1].key);
    for (const { key } of keys) expect(Buffer.from(key.slice('pql_'.length), 'base64url')).toHaveLength(32);
  });

  it('is not in its entry', () => {
    const { key, entry } = createApiKey('ci', 'reader');
    expect(entry).not.toContain(key.slice('pql_'.length));
  });

  it.each(['', 'a:b', 'two words', '-x', 'x'.repeat(65), 'ü', 'a,b', 'a\nb'])(
    'cannot be called %j',
    (name) => {
      expect(() => createApiKey(name, 'reader')).toThrow(/^The name of a key must have up to 64 letters/);
    },
  );
});

describe('an entry', () => {
  const hash = 'ab'.repeat(32);

  it('has a name, a role and a hash', () => {
    expect(entryOf(`ci.2-b_c:operator:${hash}`)).toEqual({
      name: 'ci.2-b_c',
      role: 'operator',
      hash: Buffer.from(hash, 'hex'),
    });
  });

  it.each([
    'ci',
    `ci:${hash}`,
    `ci:admin:${hash}`,
    `ci:anonymous:${hash}`,
    `:reader:${hash}`,
    `ci:reader:${hash}:`,
    `ci:reader:${hash.slice(2)}`,
    `ci:reader:${hash.toUpperCase()}`,
    `ci:reader:pql_${'x'.repeat(43)}`,
  ])('is not %s', (text) => {
    expect(parseKeyEntry(text)).toBeUndefined();
  });
});

describe('the keys of a server', () => {
  const [old, current, other] = [
    createApiKey('ci', 'operator'),
    createApiKey('ci', 'operator'),
    createApiKey('web', 'reader'),
  ];
  const keys = new ApiKeys([old, current, other].map(({ entry }) => entryOf(entry)));

  it.each([
    [old, 'ci', 'operator'],
    [current, 'ci', 'operator'],
    [other, 'web', 'reader'],
  ])('tell whose a key is', ({ key }, name, role) => {
    expect(keys.callerOf(key)).toEqual({ name, role });
  });

  it.each(['', 'pql_', old.key.slice(0, -1), `${old.key}x`, old.entry, 'ü'.repeat(5000)])(
    'do not know another',
    (key) => {
      expect(keys.callerOf(key)).toBeUndefined();
    },
  );
});
