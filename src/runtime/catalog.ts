import { type Contract, listed, type Manifest, PredictqlError, shown } from '../contract';
import type { Alias, Registry } from '../registry';
import { Predictor } from './predictor';

/** A version that the registry holds and the server cannot use. */
export interface UnusableVersion {
  readonly model: string;
  readonly version: string;
  readonly error: Error;
}

/** One model as the registry showed it when the catalog was opened. */
export interface CatalogModel {
  readonly name: string;
  /** The newest contract of each major, majors ascending. */
  readonly contracts: readonly Contract[];
  /** Every readable version, newest first. */
  readonly manifests: readonly Manifest[];
  readonly aliases: readonly Alias[];
}

/** Versions without an alias that stay loaded; the one loaded first goes first. */
const mostUnaliased = 8;

/**
 * What a server offers: a snapshot of the registry, with every aliased version loaded and proved. A
 * version that fails is listed as unusable and asked for in vain; the others go on.
 */
export class Catalog {
  readonly #predictors = new Map<string, Promise<Predictor>>();

  private constructor(
    private readonly registry: Registry,
    readonly models: readonly CatalogModel[],
    readonly unusable: readonly UnusableVersion[],
  ) {}

  static async open(registry: Registry): Promise<Catalog> {
    const unusable: UnusableVersion[] = [];
    const models: CatalogModel[] = [];
    for (const name of await registry.models()) {
      const entry = await readModel(registry, name, unusable);
      if (entry.manifests.length > 0) models.push(entry);
    }
    const catalog = new Catalog(registry, models, unusable);
    await catalog.#loadAliased(unusable);
    return catalog;
  }

  /** The newest contract of every model and major, by model name. */
  get contracts(): readonly Contract[] {
    return this.models.flatMap(({ contracts }) => contracts);
  }

  model(name: string): CatalogModel | undefined {
    return this.models.find((model) => model.name === name);
  }

  /**
   * The manifest that a version or an alias of a model means. An alias is looked for in the given major,
   * else in the newest that has it.
   *
   * @throws PredictqlError `MODEL_NOT_FOUND`, `VERSION_NOT_FOUND` that list what there is
   */
  manifest(name: string, versionOrAlias: string, major?: number): Manifest {
    const model = this.model(name);
    if (model === undefined) {
      throw new PredictqlError('MODEL_NOT_FOUND', {
        subject: 'The server',
        expected: `serve the model ${shown(name)}`,
        received: `models ${listed(this.models.map((served) => served.name))}`,
        remedy: 'Ask for one of them.',
      });
    }
    const manifests = model.manifests.filter(
      ({ contract }) => major === undefined || contract.major === major,
    );
    const aliases = model.aliases.filter((alias) => major === undefined || alias.major === major);
    const version = aliases.findLast(({ alias }) => alias === versionOrAlias)?.version ?? versionOrAlias;
    const manifest = manifests.find((candidate) => candidate.version === version);
    if (manifest !== undefined) return manifest;
    const broken = this.unusable.find(
      (candidate) => candidate.model === name && candidate.version === version,
    );
    if (broken !== undefined) throw broken.error;
    throw new PredictqlError('VERSION_NOT_FOUND', {
      subject: major === undefined ? `Model ${name}` : `Model ${name} v${major}`,
      expected: `have the version or alias ${shown(versionOrAlias)}`,
      received: `aliases ${listed(aliases.map(({ alias }) => alias))} and versions ${listed(
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
  predictor(manifest: Manifest): Promise<Predictor> {
    const name = `${manifest.model}@${manifest.version}`;
    const known = this.#predictors.get(name);
    if (known !== undefined) return known;
    const loading = Predictor.load(this.registry, manifest);
    this.#predictors.set(name, loading);
    this.#forgetOldest();
    return loading;
  }

  async #loadAliased(unusable: UnusableVersion[]): Promise<void> {
    for (const manifest of this.models.flatMap(({ manifests }) => manifests)) {
      if (!this.#isAliased(manifest)) continue;
      await this.predictor(manifest).catch((error: Error) => {
        unusable.push({ model: manifest.model, version: manifest.version, error });
      });
    }
  }

  #isAliased({ model, version }: Pick<Manifest, 'model' | 'version'>): boolean {
    return this.model(model)?.aliases.some((alias) => alias.version === version) ?? false;
  }

  /** Maps keep the order of insertion: the first without an alias is the oldest. */
  #forgetOldest(): void {
    const unaliased = [...this.#predictors.keys()].filter((name) => {
      const [model, version] = name.split('@');
      return !this.#isAliased({ model, version });
    });
    for (const name of unaliased.slice(0, Math.max(0, unaliased.length - mostUnaliased))) {
      this.#predictors.delete(name);
    }
  }
}

async function readModel(
  registry: Registry,
  name: string,
  unusable: UnusableVersion[],
): Promise<CatalogModel> {
  const manifests: Manifest[] = [];
  for (const version of (await registry.versions(name)).reverse()) {
    try {
      manifests.push(await registry.manifest(name, version));
    } catch (error) {
      unusable.push({ model: name, version, error: error as Error });
    }
  }
  const newest = new Map<number, Contract>();
  for (const { contract } of manifests) if (!newest.has(contract.major)) newest.set(contract.major, contract);
  return {
    name,
    contracts: [...newest.values()].sort((a, b) => a.major - b.major),
    manifests,
    aliases: await registry.aliases(name),
  };
}
