import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the whole test file or suite, removed after it. */
export function sharedTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'predictql-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
