import type { Registry } from '../../registry';
import { registryFingerprint } from './registry-fingerprint';

export interface RegistryWatcher {
  /** The registry is in another state than before. */
  changed(fingerprint: string): void;
  /** The registry cannot be read; undefined when it can be again. Told once, until it changes. */
  troubled(error: Error | undefined): void;
}

/** Looks at a registry again and again. */
export class RegistryWatch {
  #fingerprint: string;
  #trouble: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly registry: Registry,
    fingerprint: string,
  ) {
    this.#fingerprint = fingerprint;
  }

  /** @throws PredictqlError `REGISTRY_MISSING`, `REGISTRY_UNREACHABLE` */
  static async open(registry: Registry): Promise<RegistryWatch> {
    return new RegistryWatch(registry, await registryFingerprint(registry.store));
  }

  get fingerprint(): string {
    return this.#fingerprint;
  }

  /** @param everyMs - from the end of one look to the next; 0: never */
  start(everyMs: number, watcher: RegistryWatcher): void {
    if (everyMs === 0) return;
    const lookAgain = async () => {
      await this.#look(watcher);
      // Stopped meanwhile?
      if (this.#timer !== undefined) this.start(everyMs, watcher);
    };
    this.#timer = setTimeout(() => void lookAgain(), everyMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #look(watcher: RegistryWatcher): Promise<void> {
    try {
      const fingerprint = await registryFingerprint(this.registry.store);
      if (this.#trouble !== undefined) watcher.troubled(undefined);
      this.#trouble = undefined;
      if (fingerprint === this.#fingerprint) return;
      this.#fingerprint = fingerprint;
      watcher.changed(fingerprint);
    } catch (error) {
      const { message } = error as Error;
      if (message !== this.#trouble) watcher.troubled(error as Error);
      this.#trouble = message;
    }
  }
}
