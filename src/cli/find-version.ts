import { assertModelName, isVersion, type Manifest } from '../contract';
import type { Registry } from '../registry';

/**
 * The manifest that `house-price`, `house-price@staging` or `house-price@1.2.0` means. An alias is looked
 * for in the newest major that has it; without one, `production`.
 *
 * @throws PredictqlError `NAME_INVALID`, `MODEL_NOT_FOUND`, `VERSION_NOT_FOUND`
 */
export async function findVersion(registry: Registry, text: string): Promise<Manifest> {
  const { model, version = 'production' } = splitName(text);
  assertModelName(model);
  if (isVersion(version)) return registry.manifest(model, version);
  const aliases = await registry.aliases(model);
  const alias = aliases.findLast((candidate) => candidate.alias === version);
  if (alias !== undefined) {
    return registry.manifest(model, await registry.resolve(model, alias.major, version));
  }
  // There is no such alias: asking the newest major for it gives the error that says what there is.
  const newest = (await registry.versions(model)).at(-1) ?? '1.0.0';
  return registry.manifest(model, await registry.resolve(model, Number(newest.split('.')[0]), version));
}

/** The two sides of `house-price@1.2.0`; no version where there is no `@`. */
export function splitName(text: string): { readonly model: string; readonly version?: string } {
  const at = text.indexOf('@');
  return at < 0 ? { model: text } : { model: text.slice(0, at), version: text.slice(at + 1) };
}
