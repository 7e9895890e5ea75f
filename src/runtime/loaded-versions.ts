import type { Manifest } from '../contract';
import type { Predictor } from './predictor';

/** How many versions may stay loaded that are not kept for good. */
const mostOthers = 8;

type Predictors = Map<string, Promise<Predictor>>;

/**
 * The predictors that are in memory: those that are kept for good, and the few others that were asked for
 * last. Requests that ask for one version at once share its load, and a load that failed is forgotten.
 */
export class LoadedVersions {
  readonly #kept: Predictors = new Map();
  /** In the order of their last use. */
  readonly #others: Predictors = new Map();
  #lastLoad: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly load: (manifest: Manifest) => Promise<Predictor>,
    private readonly isKept: (manifest: Manifest) => boolean,
  ) {}

  /** @throws what the load throws */
  get(manifest: Manifest): Promise<Predictor> {
    const name = `${manifest.model}@${manifest.version}`;
    const group = this.isKept(manifest) ? this.#kept : this.#others;
    const predictor = group.get(name) ?? this.#enqueue(name, manifest, group);
    // Deleted and set, it comes last in the order of the map.
    group.delete(name);
    group.set(name, predictor);
    if (this.#others.size > mostOthers) this.#others.delete([...this.#others.keys()][0]);
    return predictor;
  }

  /**
   * One load at a time: a hundred requests for a hundred versions must not hold a hundred files in memory.
   * It costs no time, since ONNX Runtime makes sessions on the one thread of this process.
   */
  #enqueue(name: string, manifest: Manifest, group: Predictors): Promise<Predictor> {
    const loading = this.#lastLoad.then(() => this.load(manifest));
    this.#lastLoad = loading.catch(() => {
      if (group.get(name) === loading) group.delete(name);
    });
    return loading;
  }
}
