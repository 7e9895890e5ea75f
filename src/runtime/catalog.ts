import { type Contract, isVersion, listed, type Manifest, PredictqlError, shown } from '../contract';
import type { Alias, Registry } from '../registry';
import { type AcceptContract, type CatalogModel, type RegisteredModel, readModel } from './catalog-model';
import { LiveAliases } from './live-aliases';
import { LoadedVersions } from './loaded-versions';
import { Predictor } from './predictor';
import { type RuntimeOptions, runtimeOptions } from './runtime-options';
import { type ServedAlias, settleAlias } from './served-alias';
import { isPassing, publicError, type UnusableVersion, unusableName } from './unusable';

export interface CatalogOptions {
  /** Versions that must not be loaded, and why. */
  readonly quarantined?: readonly UnusableVersion[];
  /**
   * Told the name of every version before it is loaded, and nothing once it is loaded or has failed. The
   * load waits for it: whoever is told knows the culprit when a load ends the process.
   */
  readonly announce?: (loading: string | undefined) => Promise<void>;
  /** How predictors behave, and what they share. */
  readonly runtime?: RuntimeOptions;
}

/**
 * What a server offers: a snapshot of the registry, with every aliased version loaded and proved. A
 * version that fails is listed as unusable and asked for in vain, and its aliases fall back to where they
 * pointed before; the others go on.
 */
export class Catalog {
  /** What all predictors share. */
  readonly runtime: RuntimeOptions;
  /** Where aliases point now, and the moving of them. */
  readonly aliases: LiveAliases;
  readonly #unusable: Map<string, UnusableVersion>;
  readonly #loaded: LoadedVersions;
  /** Names of the versions that aliases mean: they stay loaded. */
  readonly #aliased = new Set<string>();
  #models: readonly CatalogModel[] = [];

  private constructor(
    private readonly registry: Registry,
    unusable: readonly UnusableVersion[],
    { announce = async () => {}, runtime = runtimeOptions() }: CatalogOptions,
  ) {
    this.runtime = runtime;
    this.aliases = new LiveAliases(registry);
    this.#unusable = new Map(unusable.map((entry) => [unusableName(entry), entry]));
    this.#loaded = new LoadedVersions(
      async (manifest) => {
        await announce(unusableName(manifest));
        try {
          return await Predictor.load(registry, manifest, runtime);
        } finally {
          await announce(undefined);
        }
      },
      (manifest) => this.#aliased.has(unusableName(manifest)),
    );
  }

  /**
   * @param accept - throws when versions of a contract cannot be served: they are unusable for its reason
   * @throws PredictqlError `REGISTRY_UNREACHABLE` when the registry does not tell its models
   */
  static async open(
    registry: Registry,
    accept: AcceptContract = () => {},
    options: CatalogOptions = {},
  ): Promise<Catalog> {
    const read = [];
    for (const name of await registry.models()) read.push(await readModel(registry, name, accept));
    const unusable = read.flatMap((one) => one.unusable);
    const catalog = new Catalog(registry, [...unusable, ...(options.quarantined ?? [])], options);
    const models = read.map(({ model }) => model).filter(({ manifests }) => manifests.length > 0);
    const settled: CatalogModel[] = [];
    for (const model of models) settled.push(await catalog.#settle(model));
    catalog.#models = settled;
    return catalog;
  }

  get models(): readonly CatalogModel[] {
    return this.#models;
  }

  /** The newest contract of every model and major, by model name. */
  get contracts(): readonly Contract[] {
    return this.models.flatMap(({ contracts }) => contracts);
  }

  /** What is known not to work; a version that nobody asked for yet may turn out so later. */
  get unusable(): readonly UnusableVersion[] {
    return [...this.#unusable.values()];
  }

  /** Keeps a version from being loaded from here on; one that aliases mean already goes on. */
  exclude(version: UnusableVersion): void {
    const name = unusableName(version);
    if (!this.#aliased.has(name)) this.#unusable.set(name, version);
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
    if (fault !== undefined && !isPassing(fault.error)) throw fault.error;
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

  /** Loads what the aliases of a model mean. */
  async #settle(model: RegisteredModel): Promise<CatalogModel> {
    const aliases: ServedAlias[] = [];
    for (const alias of model.aliases) {
      const prove = (version: string) => this.#prove(model, version);
      aliases.push(await settleAlias(alias, prove, () => this.#earlierVersions(model, alias)));
    }
    return { ...model, aliases };
  }

  /** Loads a version for good; returns why it cannot serve when it cannot. */
  async #prove({ name: model, manifests }: RegisteredModel, version: string) {
    const name = unusableName({ model, version });
    const manifest = manifests.find((candidate) => candidate.version === version);
    // What could not be read, or is not there, is on the list of the unusable.
    if (manifest === undefined) return this.#unusable.get(name)!.error;
    this.#aliased.add(name);
    try {
      await this.predictor(manifest);
      return undefined;
    } catch (error) {
      this.#aliased.delete(name);
      return error as PredictqlError;
    }
  }

  /** Where an alias pointed before, newest first; none when its history cannot be read, which is then told. */
  async #earlierVersions({ name: model }: RegisteredModel, { alias, major, version }: Alias) {
    try {
      const moves = await this.registry.aliasHistory(model, major, { alias });
      return [...new Set(moves.reverse().map(({ to }) => to))].filter((earlier) => earlier !== version);
    } catch (cause) {
      const place = { model, version: undefined };
      const error = publicError(cause, this.registry.location, place);
      this.#unusable.set(unusableName(place), { ...place, error });
      return [];
    }
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
