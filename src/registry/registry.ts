import type { Golden, Manifest } from '../contract';
import { type Alias, type AliasMove, listAliases, listAliasMoves, versionOfAliasAt } from './aliases';
import { readArtifact, readGolden } from './artifact';
import { readManifest } from './manifest';
import { type AliasMoved, type AliasMoveRequest, moveAlias } from './move-alias';
import { type Published, publishVersion, type VersionDraft } from './publish';
import { resolveVersion } from './resolve';
import type { ObjectStore } from './store';
import { listModels, listVersions } from './versions';

export interface RegistryOptions {
  /** The clock that dates versions and alias moves. Default: the system's. */
  readonly now?: () => Date;
}

/**
 * The versions of models and the aliases that point at them:
 * `<model>/<version>/{model.onnx,manifest.json,golden.json,assessment/}` and
 * `<model>/aliases/<major>/<sequence>.json`.
 *
 * A version is added whole and never changes, an alias moves. Several processes may read and write at
 * once; whoever reads sees the state before a write or the state after it. What does not belong in a
 * registry is passed over by listings, and a version that cannot be read fails only when it is asked for.
 *
 * Every method throws PredictqlError `NAME_INVALID` on a malformed name before it touches the store, and
 * `REGISTRY_UNREACHABLE` when the store refuses.
 */
export class Registry {
  readonly #now: () => Date;

  constructor(
    readonly store: ObjectStore,
    { now = () => new Date() }: RegistryOptions = {},
  ) {
    this.#now = now;
  }

  /** Where it is, for messages. */
  get location(): string {
    return this.store.location;
  }

  /** The names of all models that have a version, sorted. */
  models(): Promise<string[]> {
    return listModels(this.store);
  }

  /** The versions of a model, oldest first; none when there is no such model. */
  versions(model: string): Promise<string[]> {
    return listVersions(this.store, model);
  }

  async hasModel(model: string): Promise<boolean> {
    return (await listVersions(this.store, model)).length > 0;
  }

  /**
   * What a version says of itself.
   *
   * @throws PredictqlError `MODEL_NOT_FOUND` or `VERSION_NOT_FOUND`, naming what there is;
   *   `MANIFEST_INVALID` when the version is there but its manifest is missing or cannot be trusted
   */
  manifest(model: string, version: string): Promise<Manifest> {
    return readManifest(this.store, model, version);
  }

  /**
   * The ONNX file of a version.
   *
   * @throws PredictqlError `ARTIFACT_CORRUPT` unless it has the size and SHA-256 that the manifest promises
   */
  artifact(manifest: Manifest): Promise<Uint8Array> {
    return readArtifact(this.store, manifest);
  }

  /**
   * The rows with known answers of a version.
   *
   * @throws PredictqlError `ARTIFACT_CORRUPT` unless the file has the SHA-256 that the manifest promises
   */
  golden(manifest: Manifest): Promise<Golden> {
    return readGolden(this.store, manifest);
  }

  /**
   * Adds a version under the next free number of its contract's major, `1.0.0`, `1.1.0`, ... Nothing is
   * added when a version of that major already holds the same artifact, whole.
   *
   * @throws PredictqlError `CONTRACT_INCOMPATIBLE` when the contract breaks the clients of the newest
   *   readable version of its major; `MANIFEST_INVALID` when the draft would not read back;
   *   `VERSION_CONFLICT` when other writers took every number it tried
   */
  publish(draft: VersionDraft): Promise<Published> {
    return publishVersion(this.store, draft, this.#now());
  }

  /** All aliases of a model, by major and name; none when there is no such model. */
  aliases(model: string): Promise<Alias[]> {
    return listAliases(this.store, model);
  }

  /** Every alias move of one major, oldest first. */
  aliasHistory(model: string, major: number): Promise<AliasMove[]> {
    return listAliasMoves(this.store, model, major);
  }

  /**
   * Points an alias at a version that is there and whose manifest can be read.
   *
   * @throws PredictqlError `ALIAS_CONFLICT` when the alias is not where `expected` says, naming who moved
   *   it; `VERSION_NOT_FOUND` when the major has no such version; `MANIFEST_INVALID`
   */
  moveAlias(request: AliasMoveRequest): Promise<AliasMoved> {
    return moveAlias(this.store, request, this.#now);
  }

  /** The version an alias pointed at, at a time; undefined when the alias did not exist then. */
  aliasAt(model: string, major: number, alias: string, time: Date): Promise<string | undefined> {
    return versionOfAliasAt(this.store, model, major, alias, time);
  }

  /**
   * The exact version that a version or alias of a major means.
   *
   * @throws PredictqlError `MODEL_NOT_FOUND` or `VERSION_NOT_FOUND`, naming what there is
   */
  resolve(model: string, major: number, versionOrAlias: string): Promise<string> {
    return resolveVersion(this.store, model, major, versionOrAlias);
  }
}
