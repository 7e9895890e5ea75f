import type { Golden, Imported } from '../contract';
import type { Published, PublishOptions, Registry, VersionDraft } from '../registry';
import type { PreparedImport } from './prepare-import';

/**
 * Adds an imported model to the registry as its next version.
 *
 * @param golden - the rows that proved it
 * @throws PredictqlError as `Registry.publish`
 */
export function publishImport(
  registry: Registry,
  { source, inspection, contractFile, artifact }: PreparedImport,
  golden: Golden,
  options: PublishOptions = {},
): Promise<Published> {
  const { contract, binding } = contractFile;
  const { sha256, bytes, producer, producerVersion, cut, irVersion, opsets } = inspection;
  const imported: Imported = {
    file: source.file,
    sha256,
    bytes,
    ...(producer !== '' && { producer }),
    ...(producerVersion !== '' && { producerVersion }),
    ...(cut.length > 0 && { cut: [...cut] }),
  };
  const draft: VersionDraft = {
    contract,
    binding,
    artifact: { content: artifact, irVersion, opsets },
    golden,
    imported,
    assessment: { metrics: [] },
  };
  return registry.publish(draft, options);
}
