import { type Contract, isVersion, listed, type Manifest, PredictqlError, shown } from '../contract';
import type { Registry } from '../registry';
import { type AcceptContract, type CatalogModel, readModel } from './catalog-model';
import { LoadedVersions } from './loaded-versions';
import { Predictor } from './predictor';
import { publicError, type UnusableVersion, unusableName } from './unusable';

/**
 * What a server offers: a snapshot of the registry, with every aliased version loaded and proved. A
 * version that fails is listed as unusable and asked for in vain; the others go on.
 */
export class Catalog {
  readonly #unusable: Map<string, UnusableVersion>;
  readonly #loaded: LoadedVersions;

  private constructor(
    private readonly registry: Registry,
    readonly models: readonly CatalogModel[],
    unusable: readonly UnusableVersion[],
  ) {
    this.#unusable = new Map(unusable.map((entry) => [unusableName(entry), entry]));
    this.#loaded = new LoadedVersions(
      (manifest) => Predictor.load(registry, manifest),
      (manifest) => this.#isAliased(manifest),
    );
  }

  /**
   * @param accept - throws when versions of a contract cannot be served: they are unusable for its reason
   * @throws PredictqlError `REGISTRY_UNREACHABLE` when the registry does not tell its models
   */
  static async open(registry: Registry, accept: AcceptContract = () => {}): Promise<Catalog> {
    const read = [];
    for (const name of await registry.models()) read.push(await readModel(registry, name, accept));
    const models = read.map(({ model }) => model).filter(({ manifests }) => manifests.length > 0);
    const catalog = new Catalog(
      registry,
      models,
      read.flatMap(({ unusable }) => unusable),
    );
    for (const manifest of models.flatMap(({ manifests }) => manifests)) {
      // One that fails is on the list of the unusable from here on.
      if (catalog.#isAliased(manifest)) await catalog.predictor(manifest).catch(() => undefined);
    }
    return catalog;
  }

  /** The newest contract of every model and major, by model name. */
  get contracts(): readonly Contract[] {
    return this.models.flatMap(({ contracts }) => contracts);
  }

  /** What is known not to work; a version that nobody asked for yet may turn out so later. */
  get unusable(): readonly UnusableVersion[] {
    return [...this.#unusable.values()];
  }

  model(name: string): CatalogModel | undefined {
    return this.models.find((model) => model.name === name);
  }

  /**
   * The manifest that a version or an alias of a model means. An alias is looked for in the given major,
   * else in the newest that has it.
   *
   * @throws PredictqlError `MODEL_NOT_FOUND`, `VERSION_NOT_FOUND` that list what there is; what is wrong
   *   with it when it is there and cannot be read
   */
  manifest(name: string, versionOrAlias: string, major?: number): Manifest {
    const model = this.model(name);
    if (model === undefined) throw this.#modelNotFound(name);
    const isOfMajor = (candidate: number) => major === undefined || candidate === major;
    const manifests = model.manifests.filter(({ contract }) => isOfMajor(contract.major));
    const aliases = model.aliases.filter((alias) => isOfMajor(alias.major));
    const alias = aliases.findLast((candidate) => candidate.alias === versionOrAlias);
    const version = alias?.version ?? versionOrAlias;
    const manifest = manifests.find((candidate) => candidate.version === version);
    if (manifest !== undefined) return manifest;
    const isWanted = alias !== undefined || isOfMajor(Number(version.split('.')[0]));
    const fault = isVersion(version)
      ? isWanted && this.#unusable.get(unusableName({ model: name, version }))
      : this.#unusable.get(unusableName({ model: name, version: undefined }));
    if (fault) throw fault.error;
    throw new PredictqlError('VERSION_NOT_FOUND', {
      subject: major === undefined ? `Model ${name}` : `Model ${name} v${major}`,
      expected: `have the version or alias ${shown(versionOrAlias)}`,
      received: `aliases ${listed([...new Set(aliases.map((known) => known.alias))])} and versions ${listed(
        manifests.map((candidate) => candidate.version),
      )}`,
      remedy: 'Ask for one of them.',
    });
  }

  /**
   * The predictor of a version, loaded when it is not yet.
   *
   * @throws PredictqlError as {@link Predictor.load}
   */
  async predictor(manifest: Manifest): Promise<Predictor> {
    const name = unusableName(manifest);
    const fault = this.#unusable.get(name);
    if (fault !== undefined && !isPassing(fault)) throw fault.error;
    try {
      const predictor = await this.#loaded.get(manifest);
      this.#unusable.delete(name);
      return predictor;
    } catch (cause) {
      const { model, version } = manifest;
      const error = publicError(cause, this.registry.location, { model, version });
      this.#unusable.set(name, { model, version, error });
      throw error;
    }
  }

  #isAliased({ model, version }: Manifest): boolean {
    return this.model(model)?.aliases.some((alias) => alias.version === version) ?? false;
  }

  /** When all versions of the model are broken, the reason for the newest; else what is served. */
  #modelNotFound(name: string): PredictqlError {
    const fault = this.unusable.find(({ model }) => model === name);
    if (fault !== undefined) return fault.error;
    return new PredictqlError('MODEL_NOT_FOUND', {
      subject: 'The server',
      expected: `serve the model ${shown(name)}`,
      received: `models ${listed(this.models.map((served) => served.name))}`,
      remedy: 'Ask for one of them.',
    });
  }
}

/** Whether the fault may be gone by now: a version never changes, but a disk or a network comes back. */
function isPassing({ error }: UnusableVersion): boolean {
  return error.code === 'REGISTRY_UNREACHABLE';
}
