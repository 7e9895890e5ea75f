import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { category, classification, number, type PredictqlError, regression } from '../../src/contract';
import { csv, RandomSource } from '../../src/data';
import {
  boosting,
  defineModel,
  gatherData,
  givenFolds,
  impute,
  lasso,
  type ModelDefinition,
  named,
  oneHot,
  predictFold,
  standardScale,
  train,
} from '../../src/training';

const folder = mkdtempSync(join(tmpdir(), 'predictql-failures-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of 60 rows with columns a, b and y; a column may be replaced. */
function table(
  name: string,
  columns: Readonly<Record<string, (row: number) => string | number>> = {},
): string {
  const random = new RandomSource(3);
  const makers = {
    a: () => random.integer(100),
    b: (row: number) => ['red', 'green', 'blue'][row % 3],
    y: (row: number) => row + random.integer(5),
    ...columns,
  };
  const lines = Array.from({ length: 60 }, (_, row) =>
    Object.values(makers)
      .map((make) => make(row))
      .join(),
  );
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, `${Object.keys(makers).join()}\n${lines.join('\n')}\n`);
  return path;
}

const features = {
  a: number({ nullable: true }),
  b: category({ values: ['red', 'green', 'blue', 'rare'], nullable: true }),
};

const linear = [impute({ strategy: 'median' }), oneHot(), standardScale()];

function regressionOn(path: string, more: Partial<ModelDefinition> = {}): ModelDefinition {
  return defineModel({
    name: 'test',
    major: 1,
    title: 'Test',
    task: regression({ target: 'y' }),
    features,
    data: csv(path),
    pipeline: linear,
    estimator: lasso({ alpha: 0.01 }),
    ...more,
  });
}

async function failureOf(work: Promise<unknown>): Promise<PredictqlError> {
  return work.then(
    () => {
      throw new Error('It worked.');
    },
    (error) => error as PredictqlError,
  );
}

describe('training on data that are not as they should be', () => {
  it('leaves out rows without a target and says how many', async () => {
    const path = table('gaps', { y: (row) => (row % 6 === 0 ? '' : row) });
    const { droppedRows, evaluations } = await train(regressionOn(path), { seed: 0 });
    expect(droppedRows).toBe(10);
    expect(evaluations[0].truth.length + evaluations[1].truth.length).toBe(50);
  });

  it.each(['NaN', 'Infinity', '-inf', '1e999'])('refuses the target %s with its row', async (bad) => {
    const path = table('bad-target', { y: (row) => (row === 7 ? bad : row) });
    const error = await failureOf(train(regressionOn(path), { seed: 0 }));
    expect(error.code).toBe('CELL_INVALID');
    expect(error.message).toMatch(/row 8, column 'y'|row 8, column "y"/i);
  });

  it('predicts a category that only the validation fold has', async () => {
    const path = table('rare', { b: (row) => (row === 5 ? 'rare' : ['red', 'green'][row % 2]) });
    const definition = regressionOn(path);
    const data = await gatherData(definition);
    const [, fold] = givenFolds(
      data,
      Array.from({ length: 60 }, (_, row) => (row < 10 ? 1 : 0)),
    );
    for (const model of [definition, { ...definition, pipeline: [], estimator: boosting({ trees: 5 }) }]) {
      const prediction = await predictFold(model, data, fold, { seed: 0 });
      expect(prediction.task === 'regression' && prediction.values.every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses a classification of one class', async () => {
    const path = table('one-class', { y: () => 'good' });
    const error = await failureOf(
      train(
        regressionOn(path, {
          task: classification({ target: 'y', classes: ['good', 'bad'] }),
          pipeline: [],
          estimator: boosting(),
        }),
        { seed: 0 },
      ),
    );
    expect(error).toMatchObject({ code: 'ESTIMATOR_UNFITTABLE' });
    expect(error.message).toMatch(/two classes/);
  });

  it('says which feature has no value at all, and trains where that does no harm', async () => {
    const path = table('all-null', { a: () => '' });
    const error = await failureOf(train(regressionOn(path), { seed: 0 }));
    expect(error).toMatchObject({ code: 'STEP_UNFITTABLE' });
    expect(error.message).toMatch(/column 'a'/);
    const filled = regressionOn(path, {
      pipeline: [impute({ columns: named('a'), strategy: { constant: 0 } }), oneHot(), standardScale()],
    });
    await expect(train(filled, { seed: 0 })).resolves.toBeDefined();
    const boosted = regressionOn(path, { pipeline: [], estimator: boosting({ trees: 3 }) });
    await expect(train(boosted, { seed: 0 })).resolves.toBeDefined();
  });

  it('fits more features than rows', async () => {
    const wide = Array.from({ length: 80 }, (_, column) => `x${column}`);
    const random = new RandomSource(9);
    const path = table('wide', Object.fromEntries(wide.map((name) => [name, () => random.integer(1000)])));
    const definition = regressionOn(path, {
      features: Object.fromEntries(wide.map((name) => [name, number({})])),
      pipeline: [standardScale()],
    });
    const { evaluations } = await train(definition, { seed: 0 });
    expect(evaluations[1].prediction).toMatchObject({ task: 'regression' });
  });

  it('refuses a log transform of a target that is not positive', async () => {
    const path = table('zero', { y: (row) => row });
    const error = await failureOf(
      train(regressionOn(path, { task: regression({ target: 'y', transform: 'log' }) }), { seed: 0 }),
    );
    expect(error).toMatchObject({ code: 'ESTIMATOR_UNFITTABLE' });
  });

  it('refuses an estimator of another task', async () => {
    const path = table('task', { y: (row) => ['good', 'bad'][row % 2] });
    const task = classification({ target: 'y', classes: ['good', 'bad'] });
    const error = await failureOf(train(regressionOn(path, { task }), { seed: 0 }));
    expect(error.message).toMatch(/'lasso' must be one for classification/);
  });
});
