import { openRegistry } from '../registry';
import { modelAndMajor } from './find-version';
import type { Terminal } from './terminal';
import { userName } from './user-name';

export interface RollbackCommandOptions {
  readonly registry: string;
  /** The alias to move. */
  readonly as: string;
  readonly major?: number;
  readonly reason?: string;
  /** The version that the alias must point at now. */
  readonly expect?: string;
}

/** `predictql rollback`: points an alias back at the version before, see `Registry.rollback`. */
export async function rollbackCommand(
  name: string,
  { registry: location, as: alias, reason, expect, ...options }: RollbackCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { model, major: wanted } = modelAndMajor(name, options.major);
  const registry = await openRegistry(location, { mustExist: true });
  const major = await registry.aliasMajor(model, alias, wanted);
  const { move, passedOver } = await registry.rollback({
    model,
    major,
    alias,
    by: userName(),
    ...(reason !== undefined && { reason }),
    ...(expect !== undefined && { expected: expect }),
  });
  for (const { version, error } of passedOver) terminal.text(`${version} passed over: ${error.message}`);
  terminal.text(`${alias} of ${model} v${major} now points at ${move.to} again, before at ${move.from}`);
  terminal.data({
    model,
    major,
    ...move,
    passedOver: passedOver.map(({ version, error: { code, message } }) => ({ version, code, message })),
  });
}
