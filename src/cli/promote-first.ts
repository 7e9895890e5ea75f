import { PredictqlError } from '../contract';
import type { Registry } from '../registry';
import { userName } from './user-name';

/** The alias that a model's first version gets. */
export const firstAlias = 'production';

/** Points the first alias at the version unless it points somewhere; returns whether it did. */
export async function promoteFirst(
  registry: Registry,
  model: string,
  major: number,
  version: string,
): Promise<boolean> {
  const aliases = await registry.aliases(model);
  if (aliases.some((alias) => alias.major === major && alias.alias === firstAlias)) return false;
  try {
    await registry.moveAlias({
      model,
      major,
      alias: firstAlias,
      to: version,
      expected: null,
      by: userName(),
      reason: 'first version of the major',
    });
    return true;
  } catch (error) {
    // Another writer of the same model came first.
    if (error instanceof PredictqlError && error.code === 'ALIAS_CONFLICT') return false;
    throw error;
  }
}
