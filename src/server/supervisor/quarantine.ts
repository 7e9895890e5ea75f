import { PredictqlError } from '../../contract';
import { type Quarantined, reportOf } from './messages';

/** A process may die for reasons that are not the version's: one death is no proof. */
const mostDeaths = 2;

/**
 * The versions that end or block whoever loads them. They are kept out until somebody says otherwise: a
 * version never changes.
 */
export class Quarantine {
  readonly #deaths = new Map<string, number>();
  readonly #versions = new Map<string, Quarantined>();

  get versions(): readonly Quarantined[] {
    return [...this.#versions.values()];
  }

  /**
   * A process died while it loaded a version.
   *
   * @param version - `house-price@1.3.0`
   * @param how - how it died: "SIGSEGV"
   * @returns whether the version is kept out from here on
   */
  died(version: string, how: string): boolean {
    const deaths = (this.#deaths.get(version) ?? 0) + 1;
    this.#deaths.set(version, deaths);
    if (deaths < mostDeaths) return false;
    this.#add(version, `${deaths} processes that ended with ${how}`);
    return true;
  }

  /** A process had to be killed because it did not get through a version. */
  blocked(version: string, deadlineMs: number): void {
    this.#add(version, `no end after ${deadlineMs / 1000} s`);
  }

  /** A process got through a version: whatever others died of, it was not that. */
  loaded(version: string): void {
    this.#deaths.delete(version);
  }

  /** Gives every version another chance. */
  clear(): void {
    this.#deaths.clear();
    this.#versions.clear();
  }

  #add(name: string, received: string): void {
    const [model, version] = name.split('@');
    const error = new PredictqlError('VERSION_QUARANTINED', {
      subject: `Version ${name}`,
      expected: 'load without harm to its process',
      received,
      remedy: 'Publish a version that loads, or move the alias that points at it.',
    });
    this.#versions.set(name, { model, version, error: reportOf(error) });
  }
}
