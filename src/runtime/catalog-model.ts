import { type Contract, type Manifest, PredictqlError } from '../contract';
import type { Alias, Registry } from '../registry';
import type { ServedAlias } from './served-alias';
import { publicError, type UnusableVersion } from './unusable';

/** One model as the registry showed it when the catalog was opened. */
export interface CatalogModel {
  readonly name: string;
  /** The newest contract of each major, majors ascending. */
  readonly contracts: readonly Contract[];
  /** Every readable version, newest first. */
  readonly manifests: readonly Manifest[];
  readonly aliases: readonly ServedAlias[];
}

/** A model before anything of it is loaded: its aliases say where they point. */
export interface RegisteredModel extends Omit<CatalogModel, 'aliases'> {
  readonly aliases: readonly Alias[];
}

/** Throws when versions of a contract cannot be served beside the others. */
export type AcceptContract = (contract: Contract) => void;

export interface ReadModel {
  readonly model: RegisteredModel;
  readonly unusable: readonly UnusableVersion[];
}

/** Reads what the registry says of a model; what cannot be read is told and left out. */
export async function readModel(
  registry: Registry,
  name: string,
  accept: AcceptContract,
): Promise<ReadModel> {
  const unusable: UnusableVersion[] = [];
  async function attempt<T>(version: string | undefined, reading: Promise<T>): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      const place = { model: name, version };
      unusable.push({ ...place, error: publicError(error, registry.location, place) });
      return undefined;
    }
  }
  // Aliases first: a version that is published and promoted in between is then there for its alias.
  const aliases = (await attempt(undefined, registry.aliases(name))) ?? [];
  const versions = (await attempt(undefined, registry.versions(name))) ?? [];
  const manifests: Manifest[] = [];
  for (const version of versions.toReversed()) {
    const manifest = await attempt(version, readAccepted(registry, name, version, accept));
    if (manifest !== undefined) manifests.push(manifest);
  }
  for (const alias of aliases) {
    if (!versions.includes(alias.version)) {
      unusable.push({ model: name, version: alias.version, error: aliasDangles(name, alias) });
    }
  }
  return { model: { name, contracts: newestContracts(manifests), manifests, aliases }, unusable };
}

async function readAccepted(
  registry: Registry,
  name: string,
  version: string,
  accept: AcceptContract,
): Promise<Manifest> {
  const manifest = await registry.manifest(name, version);
  accept(manifest.contract);
  return manifest;
}

/** @param manifests - newest first */
function newestContracts(manifests: readonly Manifest[]): Contract[] {
  const newest = new Map<number, Contract>();
  for (const { contract } of manifests) if (!newest.has(contract.major)) newest.set(contract.major, contract);
  return [...newest.values()].sort((a, b) => a.major - b.major);
}

function aliasDangles(model: string, { alias, major, version }: Alias): PredictqlError {
  return new PredictqlError('VERSION_NOT_FOUND', {
    subject: `Alias '${alias}' of ${model} v${major}`,
    expected: 'point at a version that is there',
    received: version,
    remedy: 'Restore that version from a backup, or move the alias.',
  });
}
