import { type Manifest, PredictqlError } from '../contract';
import { operatorCounts, readModel } from '../onnx';
import type { Registry, SignatureState } from '../registry';
import { aliasesOf, readableAliases } from './listed-version';

/** What there is to tell of a version beyond its manifest. */
export interface VersionDetails {
  readonly manifest: Manifest;
  readonly aliases: readonly string[];
  readonly signature: SignatureState;
  /** How often each ONNX operator stands in the model; left out when the artifact cannot be read. */
  readonly operators?: Readonly<Record<string, number>>;
  /** What is wrong with it, or with the aliases of its model. */
  readonly problems: readonly string[];
}

/** Reads a version whole; what is wrong with it is told, not thrown. */
export async function versionDetails(registry: Registry, manifest: Manifest): Promise<VersionDetails> {
  const { model, version } = manifest;
  const { aliases, problems } = await readableAliases(registry, model);
  const found = [...problems];
  async function attempt<T>(reading: () => Promise<T>): Promise<T | undefined> {
    try {
      return await reading();
    } catch (error) {
      if (!(error instanceof PredictqlError)) throw error;
      if (!found.includes(error.message)) found.push(error.message);
      return undefined;
    }
  }
  const operators = await attempt(async () => operatorCounts(readModel(await registry.artifact(manifest))));
  await attempt(() => registry.verify(model, version));
  return {
    manifest,
    aliases: aliasesOf(version, aliases),
    signature: await registry.signature(model, version),
    ...(operators && { operators }),
    problems: found,
  };
}
