import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aliasCommand } from '../../src/cli/alias';
import { modelsCommand } from '../../src/cli/models';
import { promoteCommand } from '../../src/cli/promote';
import { rollbackCommand } from '../../src/cli/rollback';
import { openRegistry } from '../../src/registry';
import { draftOf } from '../registry/drafts';
import { hostileNames } from '../support/hostile-names';
import { memoryTerminal } from '../support/memory-terminal';
import { sharedTemporaryFolder } from '../support/temporary-folder';

const folder = sharedTemporaryFolder();
const registry = join(folder, 'registry');
const terminal = memoryTerminal();
const contents = () => readdirSync(folder, { recursive: true }).map(String).toSorted();
let before: unknown;

beforeAll(async () => {
  const opened = await openRegistry(registry);
  await opened.publish(draftOf('a'));
  await opened.moveAlias({ model: 'house-price', major: 1, alias: 'production', to: '1.0.0', by: 'ann' });
  before = contents();
});

/** What becomes of each hostile name, in their order. */
async function codesOf(command: (name: string) => Promise<void>): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (const name of hostileNames) {
    const code = await command(name).then(
      () => 'taken',
      (error: { code: unknown }) => error.code,
    );
    codes.push([name, code]);
  }
  return codes;
}

function all(code: string): unknown[] {
  return hostileNames.map((name) => [name, code]);
}

afterEach(() => {
  expect(contents()).toEqual(before);
  expect(terminal.printed()).toBe('');
});

describe('a hostile name of a model', () => {
  it.each<[string, (name: string) => Promise<void>]>([
    ['promote', (name) => promoteCommand(`${name}@1.0.0`, { registry, as: 'production' }, terminal)],
    ['rollback', (name) => rollbackCommand(name, { registry, as: 'production' }, terminal)],
    ['alias', (name) => aliasCommand(name, { registry, limit: 20 }, terminal)],
    ['models', (name) => modelsCommand(name, { registry }, terminal)],
    ['models, with a version,', (name) => modelsCommand(`${name}@1.0.0`, { registry }, terminal)],
  ])('is refused by %s', async (_, command) => {
    expect(await codesOf(command)).toEqual(all('NAME_INVALID'));
  });
});

describe('a hostile name of an alias', () => {
  it.each<[string, (name: string) => Promise<void>]>([
    ['promote', (as) => promoteCommand('house-price@1.0.0', { registry, as }, terminal)],
    ['rollback', (as) => rollbackCommand('house-price', { registry, as }, terminal)],
    ['alias', (only) => aliasCommand('house-price', { registry, limit: 20, history: true, only }, terminal)],
    ['alias, for its state,', (only) => aliasCommand('house-price', { registry, limit: 20, only }, terminal)],
    [
      'promote, as what to promote,',
      (name) => promoteCommand(`house-price@${name}`, { registry, as: 'x' }, terminal),
    ],
  ])('is refused by %s', async (_, command) => {
    expect(await codesOf(command)).toEqual(all('NAME_INVALID'));
  });

  it('is answered by models with what there is', async () => {
    const command = (name: string) => modelsCommand(`house-price@${name}`, { registry }, terminal);
    expect(await codesOf(command)).toEqual(all('VERSION_NOT_FOUND'));
  });
});
