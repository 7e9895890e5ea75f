import { listed, PredictqlError, type SupervisedPrediction } from '../contract';
import { type Fold, kFold } from '../data';
import type { ModelDefinition } from './definition';
import { exportPipeline, type FitOptions, fitDefinition, partOf } from './fit-definition';
import type { GatheredData } from './gather';
import { runPipeline } from './run-graph';

/**
 * What a model that has not seen the fold's validation rows says about them, in their order. The whole
 * pipeline is fitted anew, so that no step has seen them either.
 */
export async function predictFold(
  definition: ModelDefinition,
  data: GatheredData,
  { train, validation }: Fold,
  options: FitOptions,
): Promise<SupervisedPrediction> {
  const pipeline = await fitDefinition(definition, data, partOf(data, train), options);
  const { contract } = data;
  const model = exportPipeline(pipeline, { contract, features: [...contract.features.keys()] });
  return runPipeline(model, contract.target, partOf(data, validation).x);
}

/** Seeded folds of the data; for a classification each gets its share of every class. */
export function foldsOf({ rows, target }: GatheredData, k: number, seed: number): readonly Fold[] {
  return kFold(rows.length, { k, seed, ...(target.classes > 0 && { stratifyBy: target.values }) });
}

/**
 * Folds that were chosen elsewhere.
 *
 * @param numbers - the fold of each row of the data source, in its order
 * @throws PredictqlError `SPLIT_INVALID` unless there is one fold number per row and two folds at least
 */
export function givenFolds(
  { positions, sourceRows }: GatheredData,
  numbers: readonly unknown[],
): readonly Fold[] {
  if (numbers.length !== sourceRows || !numbers.every(Number.isInteger)) {
    throw new PredictqlError('SPLIT_INVALID', {
      subject: 'A list of folds',
      expected: `hold one whole number for each of the ${sourceRows} rows of the data`,
      received: `${numbers.length} entries, of which ${numbers.filter(Number.isInteger).length} whole numbers`,
    });
  }
  const foldOf = Array.from(positions, (position) => Number(numbers[position]));
  const names = [...new Set(foldOf)].sort((a, b) => a - b);
  if (names.length < 2) {
    throw new PredictqlError('SPLIT_INVALID', {
      subject: 'A list of folds',
      expected: 'name two folds at least',
      received: listed(names.map(String)),
    });
  }
  const everyRow = Int32Array.from(foldOf.keys());
  return names.map((name) => ({
    train: everyRow.filter((row) => foldOf[row] !== name),
    validation: everyRow.filter((row) => foldOf[row] === name),
  }));
}
