import {
  type Cell,
  indexInVocabulary,
  listed,
  PredictqlError,
  shown,
  type Target,
  vocabularyOf,
} from '../contract';
import { CellMismatch, compileNumberParser, compileTextParser } from './cells';

/** Reads the truth from one raw cell of the target's column: a finite number, or null when it is missing. */
export type TargetParser = (raw: Cell) => number | null | CellMismatch;

/**
 * Compiles the reading of a target: the number itself for a regression, the index of the class for a
 * classification.
 *
 * @throws PredictqlError `CONTRACT_INVALID` when the target is tensors, of which there is no truth
 */
export function compileTargetParser(target: Target): TargetParser {
  if (target.task === 'regression') {
    const mismatch = new CellMismatch('be a finite number');
    const parse = compileNumberParser(mismatch.expected);
    return (raw) => {
      const cell = parse(raw);
      return cell === null || Number.isFinite(cell) ? (cell as number | null) : mismatch;
    };
  }
  if (target.task === 'tensors') {
    throw new PredictqlError('CONTRACT_INVALID', {
      subject: `Target ${shown(target.name)}`,
      expected: 'be a number or a class to be compared with the truth',
      received: 'tensors as an imported model gives them',
    });
  }
  const vocabulary = vocabularyOf(target.classes);
  const mismatch = new CellMismatch(`be one of ${listed(target.classes.map(({ value }) => shown(value)))}`);
  const parse = compileTextParser();
  return (raw) => {
    const cell = parse(raw);
    if (cell === null) return null;
    return (typeof cell === 'string' ? indexInVocabulary(vocabulary, cell) : undefined) ?? mismatch;
  };
}
