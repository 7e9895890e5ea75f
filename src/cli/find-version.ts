import { assertModelName, isVersion, type Manifest } from '../contract';
import type { Registry } from '../registry';

/**
 * The manifest that `house-price`, `house-price@staging` or `house-price@1.2.0` means. An alias is looked
 * for in the newest major that has it; without one, `production`.
 *
 * @throws PredictqlError `NAME_INVALID`, `MODEL_NOT_FOUND`, `VERSION_NOT_FOUND`
 */
export async function findVersion(registry: Registry, text: string): Promise<Manifest> {
  const at = text.indexOf('@');
  const model = at < 0 ? text : text.slice(0, at);
  const wanted = at < 0 ? 'production' : text.slice(at + 1);
  assertModelName(model);
  if (isVersion(wanted)) return registry.manifest(model, wanted);
  const aliases = await registry.aliases(model);
  const found = aliases.findLast(({ alias }) => alias === wanted);
  const major = found?.major ?? aliases.at(-1)?.major ?? 1;
  return registry.manifest(model, await registry.resolve(model, major, wanted));
}
