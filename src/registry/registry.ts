import type { Golden, Manifest } from '../contract';
import { type AliasHistoryOptions, type AliasMove, listAliasMoves } from './alias-history';
import { aliasMajor } from './alias-major';
import { type Alias, listAliases, listAliasesOf, listAliasMajors } from './aliases';
import { aliasMoveAt, listAliasesAt } from './aliases-at';
import { type NearbyArtifacts, readArtifact, readGolden } from './artifact';
import { readAssessmentFile } from './assessment-files';
import { readManifest } from './manifest';
import { type AliasMoved, type AliasMoveRequest, moveAlias } from './move-alias';
import { type Published, type PublishOptions, publishVersion } from './publish';
import { resolveVersion } from './resolve';
import { type RollbackRequest, type RolledBack, rollBack } from './roll-back';
import { assertSignable, readSignature, type SignatureState, stateOf } from './signature';
import type { SigningKey } from './signing-key';
import type { ObjectStore } from './store';
import type { TrustedKeys } from './trusted-keys';
import { assertUsable } from './usable';
import type { VersionDraft } from './version-files';
import { listModels, listVersions } from './versions';

export interface RegistryOptions {
  /** The clock that dates versions and alias moves. Default: the system's. */
  readonly now?: () => Date;
  /** Only versions that one of these keys signed are read, moved to or added; all when left out. */
  readonly trustedKeys?: TrustedKeys | undefined;
  /** Where artifacts are asked for before the store is, such as an `ArtifactCache`. */
  readonly nearby?: NearbyArtifacts | undefined;
}

/**
 * The versions of models and the aliases that point at them:
 * `<model>/<version>/{model.onnx,manifest.json,golden.json,signature.json,assessment/}` and
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
  readonly #trusted: TrustedKeys | undefined;
  readonly #nearby: NearbyArtifacts | undefined;

  constructor(
    readonly store: ObjectStore,
    { now = () => new Date(), trustedKeys, nearby }: RegistryOptions = {},
  ) {
    this.#now = now;
    this.#trusted = trustedKeys;
    this.#nearby = nearby;
  }

  /** Where it is, for messages. */
  get location(): string {
    return this.store.location;
  }

  /** Finds out, before a long training, whether its result can be kept. */
  assertWritable(): Promise<void> {
    return this.store.assertWritable();
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
   *   `MANIFEST_INVALID` when the version is there but its manifest is missing or cannot be trusted;
   *   `SIGNATURE_INVALID` when keys are trusted and none of them signed it
   */
  manifest(model: string, version: string): Promise<Manifest> {
    return readManifest(this.store, model, version, this.#trusted);
  }

  /**
   * The ONNX file of a version.
   *
   * @throws PredictqlError `ARTIFACT_CORRUPT` unless it has the size and SHA-256 that the manifest promises
   */
  artifact(manifest: Manifest): Promise<Uint8Array> {
    return readArtifact(this.store, manifest, this.#nearby);
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
   * A plot or report of a version's assessment.
   *
   * @throws PredictqlError `ARTIFACT_CORRUPT` unless the manifest names it and promises its SHA-256
   */
  assessmentFile(manifest: Manifest, name: string): Promise<Uint8Array> {
    return readAssessmentFile(this.store, manifest, name);
  }

  /**
   * Reads a version whole and holds every file against its hash.
   *
   * @throws PredictqlError what is wrong with it, see {@link manifest}, {@link artifact}, {@link golden},
   *   {@link assessmentFile}
   */
  async verify(model: string, version: string): Promise<Manifest> {
    const manifest = await assertUsable(this.store, model, version, this.#trusted);
    const files = Object.keys(manifest.assessment.files ?? {});
    for (const name of files) await this.assessmentFile(manifest, name);
    return manifest;
  }

  /** Who signed a version, and whether that was verified. */
  async signature(model: string, version: string): Promise<SignatureState> {
    await this.manifest(model, version);
    return stateOf(await readSignature(this.store, model, version), this.#trusted);
  }

  /**
   * Tells before a long training whether its result could be added.
   *
   * @param signingKey - what it would be signed with; undefined when it would not
   * @throws PredictqlError `SIGNATURE_INVALID` when keys are trusted and this is none of them
   */
  assertSignable(model: string, major: number, signingKey: SigningKey | undefined): void {
    if (this.#trusted !== undefined) assertSignable(`${model} v${major}`, signingKey, this.#trusted);
  }

  /**
   * Adds a version under the next free number of its contract's major, `1.0.0`, `1.1.0`, ... Nothing is
   * added when a version of that major already holds the same artifact, whole, and signed by the same key
   * when one is given.
   *
   * @throws PredictqlError `CONTRACT_INCOMPATIBLE` when the contract breaks the clients of the newest
   *   readable version of its major; `MANIFEST_INVALID` when the draft would not read back;
   *   `SIGNATURE_INVALID` when keys are trusted and the signing key is none of them; `VERSION_CONFLICT`
   *   when the number asked for is taken, or other writers took every number it tried
   */
  publish(draft: VersionDraft, options: PublishOptions = {}): Promise<Published> {
    return publishVersion(this.store, draft, options, this.#now(), this.#trusted);
  }

  /**
   * The aliases of a model, or of one of its majors, by major and name; none when there is no such model.
   *
   * @throws PredictqlError `ALIAS_LOG_INVALID` when it cannot be trusted where they point
   */
  aliases(model: string, major?: number): Promise<Alias[]> {
    return major === undefined ? listAliases(this.store, model) : listAliasesOf(this.store, model, major);
  }

  /** The majors in which a model ever had an alias, ascending, whether or not it can be read. */
  aliasMajors(model: string): Promise<number[]> {
    return listAliasMajors(this.store, model);
  }

  /**
   * The major that is meant when somebody names a model and an alias.
   *
   * @param alias - any of the major's when left out
   * @param major - taken as it is when given
   * @throws PredictqlError `MAJOR_AMBIGUOUS` when several majors have it; `MODEL_NOT_FOUND`,
   *   `VERSION_NOT_FOUND` when none has
   */
  aliasMajor(model: string, alias?: string, major?: number): Promise<number> {
    return aliasMajor(this.store, model, alias, major);
  }

  /** Alias moves of one major, oldest first. */
  aliasHistory(model: string, major: number, options: AliasHistoryOptions = {}): Promise<AliasMove[]> {
    return listAliasMoves(this.store, model, major, options);
  }

  /**
   * Points an alias at a version that is there, whole.
   *
   * @throws PredictqlError `ALIAS_CONFLICT` when the alias is not where `expected` says, naming who moved
   *   it; `VERSION_NOT_FOUND` when the major has no such version; `REASON_INVALID`; what is wrong with the
   *   version, see {@link verify}
   */
  moveAlias(request: AliasMoveRequest): Promise<AliasMoved> {
    return moveAlias(this.store, request, this.#now, this.#trusted);
  }

  /**
   * Points an alias back at the version before. Every rollback takes back one promotion: a second one in a
   * row goes one further back, and after the next promotion a rollback leads to where that one came from.
   * A version that is gone or damaged is passed over for the one before it.
   *
   * @throws PredictqlError `ROLLBACK_IMPOSSIBLE` when no earlier version is left; `ALIAS_CONFLICT` when
   *   another writer moved the alias meanwhile, or it is not where `expected` says; `VERSION_NOT_FOUND` when
   *   there is no such alias; `REASON_INVALID`
   */
  rollback(request: RollbackRequest): Promise<RolledBack> {
    return rollBack(this.store, request, this.#now, this.#trusted);
  }

  /**
   * The move that put an alias where it was at a time: its `to` was live then. Undefined when the alias did
   * not exist; of a time to come, where it is now.
   */
  aliasAt(model: string, major: number, alias: string, time: Date): Promise<AliasMove | undefined> {
    return aliasMoveAt(this.store, model, major, alias, time);
  }

  /** The moves that put the aliases of a major where they were at a time, by name; now when left out. */
  aliasesAt(model: string, major: number, time?: Date): Promise<AliasMove[]> {
    return listAliasesAt(this.store, model, major, time);
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
