import { openRegistry } from '../registry';
import { findVersion } from './find-version';
import type { Terminal } from './terminal';
import { userName } from './user-name';

export interface PromoteCommandOptions {
  readonly registry: string;
  /** The alias to move. */
  readonly as: string;
  readonly reason?: string;
}

/** `predictql promote`: points an alias at a version; the history keeps who, when, from where and why. */
export async function promoteCommand(
  name: string,
  { registry: location, as: alias, reason }: PromoteCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location, { mustExist: true });
  const { model, version, contract } = await findVersion(registry, name);
  const { moved, move } = await registry.moveAlias({
    model,
    major: contract.major,
    alias,
    to: version,
    by: userName(),
    ...(reason !== undefined && { reason }),
  });
  const from = move.from === null ? '' : `, before at ${move.from}`;
  terminal.text(
    moved
      ? `${alias} of ${model} now points at ${version}${from}; running servers see it when they start anew`
      : `${alias} of ${model} already points at ${version}`,
  );
  terminal.data({ model, moved, ...move });
}
