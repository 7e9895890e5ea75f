import { PredictqlError } from '../../contract';

/** Gives names out, each once. */
export class NameBook {
  /** What every object of JavaScript has cannot be the name of a feature. */
  readonly #taken = new Set(Object.getOwnPropertyNames(Object.prototype));

  /**
   * The name that a text makes, with a number behind it when another has that name already.
   *
   * @param nameOf - makes a legal name, or throws `CONTRACT_INVALID` when nothing of the text is legal
   * @param otherwise - a legal name for such a text
   */
  take(text: string, nameOf: (text: string) => string, otherwise: string): string {
    const wish = legalName(text, nameOf) ?? otherwise;
    let name = wish;
    for (let count = 2; this.#taken.has(name); count++) name = `${wish}_${count}`;
    this.#taken.add(name);
    return name;
  }
}

function legalName(text: string, nameOf: (text: string) => string): string | undefined {
  try {
    return nameOf(text);
  } catch (error) {
    if (error instanceof PredictqlError && error.code === 'CONTRACT_INVALID') return undefined;
    throw error;
  }
}
