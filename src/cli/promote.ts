import { openRegistry } from '../registry';
import { findExactVersion } from './find-version';
import type { Terminal } from './terminal';
import { userName } from './user-name';

export interface PromoteCommandOptions {
  readonly registry: string;
  /** The alias to move. */
  readonly as: string;
  readonly reason?: string;
  /** The version that the alias must point at now; `none` when it must not exist yet. */
  readonly expect?: string;
}

/** `predictql promote`: points an alias at a version; the history keeps who, when, from where and why. */
export async function promoteCommand(
  name: string,
  { registry: location, as: alias, reason, expect }: PromoteCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location, { mustExist: true });
  const { model, major, version } = await findExactVersion(registry, name);
  const { moved, move } = await registry.moveAlias({
    model,
    major,
    alias,
    to: version,
    by: userName(),
    ...(reason !== undefined && { reason }),
    ...(expect !== undefined && { expected: expect === 'none' ? null : expect }),
  });
  const from = move.from === null ? '' : `, before at ${move.from}`;
  terminal.text(
    moved
      ? `${alias} of ${model} v${major} now points at ${version}${from}`
      : `${alias} of ${model} v${major} already points at ${version}`,
  );
  terminal.data({ model, major, moved, ...move });
}
