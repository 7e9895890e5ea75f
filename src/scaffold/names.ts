import { categoryNameOf, featureNameOf, isEnumValueName, PredictqlError } from '../contract';

/** Longer names help nobody; what is cut off is still in the source. */
const longestName = 60;

/** Gives names in GraphQL, each of them once. */
export class NameGiver {
  readonly #taken = new Set<string>();

  /** @param column - as the data spells it; `place` counts from 0 and names columns without a letter */
  feature(column: string, place: number): string {
    const name = legal(() => featureNameOf(column), `column${place + 1}`);
    return this.#distinct(name in Object.prototype ? `${name}Value` : name);
  }

  category(value: string, place: number): string {
    return this.#distinct(legal(() => categoryNameOf(value), `value${place + 1}`));
  }

  #distinct(name: string): string {
    let candidate = name;
    for (let count = 2; this.#taken.has(keyOf(candidate)) || !isEnumValueName(candidate); count++) {
      candidate = `${name}${/\d$/.test(name) ? '_' : ''}${count}`;
    }
    this.#taken.add(keyOf(candidate));
    return candidate;
  }
}

/**
 * What tells names apart: types are named after features with a capital first letter, and some get `Value`
 * at their end.
 */
function keyOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/Value$/, '');
}

function legal(nameOf: () => string, otherwise: string): string {
  try {
    return nameOf().slice(0, longestName);
  } catch (error) {
    if (error instanceof PredictqlError && error.code === 'CONTRACT_INVALID') return otherwise;
    throw error;
  }
}
