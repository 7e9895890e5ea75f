import { createApiKey, type KeyRole } from '../server';
import type { Terminal } from './terminal';

export interface NewApiKeyCommandOptions {
  readonly name: string;
  readonly role: KeyRole;
}

/** `predictql api-key new`: makes a key, for its owner once, and the entry by which a server knows it. */
export async function newApiKeyCommand(
  { name, role }: NewApiKeyCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { key, entry } = createApiKey(name, role);
  terminal.text(`key    ${key}`);
  terminal.text(`entry  ${entry}`);
  terminal.text('');
  terminal.text(
    'The key is shown this once: give it to its owner, who sends it as authorization: Bearer <key>.',
  );
  terminal.text('Add the entry to PREDICTQL_API_KEYS or to the file that PREDICTQL_API_KEYS_FILE names.');
  terminal.data({ name, role, key, entry });
}
