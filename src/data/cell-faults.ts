import { type ErrorParts, mostViolations, PredictqlError, shown, type Violation } from '../contract';

/** What is wrong with one cell: which rule it breaks, what it must do, and what stands there. */
export interface CellFault {
  readonly column: string;
  readonly constraint: string;
  readonly expected: string;
  readonly received: string;
}

/** How many cells a message lists; the violations of the error hold up to {@link mostViolations}. */
const mostListed = 20;

/** Gathers the bad cells of a table, so that one error can tell them all. */
export class CellFaults {
  readonly #violations: Violation[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** @param row - number of the row in the file, counted from 1 below the header */
  add(row: number, { column, constraint, expected, received }: CellFault): void {
    this.#count++;
    if (this.#violations.length >= mostViolations) return;
    const message = `row ${row}, column '${column}': must ${expected}, got ${received}`;
    this.#violations.push({ path: [row, column], constraint, expected, received, message });
  }

  /**
   * The error that tells how many cells are bad, and which are the first of them.
   *
   * @param contract - the contract with its major: `house-price v1`
   */
  error(path: string, contract: string): PredictqlError {
    const first = this.#violations.slice(0, mostListed).map(({ message }) => message);
    const rest = this.#count - first.length;
    const parts: ErrorParts = {
      subject: shown(path),
      expected: `satisfy ${contract} in every cell`,
      received: [
        `${this.#count} cell${this.#count === 1 ? '' : 's'} that ${this.#count === 1 ? 'does' : 'do'} not `,
        `(rows are counted from 1, without the header): ${first.join('; ')}`,
        rest > 0 ? `; and ${rest} more` : '',
      ].join(''),
      remedy: 'Correct the file, or the definition where it is too narrow.',
    };
    return new PredictqlError('CELL_INVALID', parts, { violations: this.#violations });
  }
}
