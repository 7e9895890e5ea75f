import { daysSinceEpoch } from './calendar';
import type { Contract } from './contract';
import { PredictqlError } from './errors';
import type { Feature } from './feature';
import type { Matrix } from './matrix';
import { type Cell, cellOf, type Row } from './row';
import { indexInVocabulary, vocabularyOf } from './vocabulary';

/** The number that stands for a cell in a matrix. */
export type CellEncoder = (cell: PresentCell) => number;

export type PresentCell = Exclude<Cell, null | undefined>;

/** Turns rows that satisfy the contract into the matrix that its models read. */
export type Encoder = (rows: readonly Row[]) => Matrix;

/** The code of a category that an open feature has not seen. */
export const unseenCategory = -1;

/**
 * Compiles the contract into the one encoding that training, serving, batch jobs and comparisons share.
 *
 * @returns an encoder to float32 [rows, features] in contract order: numbers as they are, categories by
 *   index in their vocabulary (-1 unseen), booleans 0/1, dates in days since 1970-01-01, missing NaN
 * @throws PredictqlError `CONTRACT_INVALID` on a tensor feature, which is no column
 */
export function compileEncoder(contract: Contract): Encoder {
  const names = contract.features.map(({ name }) => name);
  const encoders = contract.features.map(compileCellEncoder);
  const columns = names.length;
  return (rows) => {
    const data = new Float32Array(rows.length * columns);
    for (let row = 0, at = 0; row < rows.length; row++) {
      const cells = rows[row];
      for (let column = 0; column < columns; column++, at++) {
        const cell = cellOf(cells, names[column]) as Cell;
        data[at] = cell === null || cell === undefined ? Number.NaN : encoders[column](cell);
      }
    }
    return { data, rows: rows.length, columns };
  };
}

/** @throws PredictqlError `CONTRACT_INVALID` on a tensor feature */
export function compileCellEncoder(feature: Feature): CellEncoder {
  switch (feature.kind) {
    case 'number': {
      if (!feature.missingValues?.length) return Number;
      const missing = new Set(feature.missingValues);
      return (cell) => (missing.has(Number(cell)) ? Number.NaN : Number(cell));
    }
    case 'category': {
      const vocabulary = vocabularyOf(feature.categories);
      return (cell) => indexInVocabulary(vocabulary, String(cell)) ?? unseenCategory;
    }
    case 'boolean':
      return Number;
    case 'date':
      return (cell) => daysSinceEpoch(String(cell));
    case 'tensor':
      throw new PredictqlError('CONTRACT_INVALID', {
        subject: `Feature '${feature.name}'`,
        expected: 'be one value to be a column of a matrix',
        received: 'a tensor',
      });
    default:
      return feature satisfies never;
  }
}
