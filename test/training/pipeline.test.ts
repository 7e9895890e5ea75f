import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Matrix, takeRows } from '../../src/contract';
import { RandomSource } from '../../src/data';
import { formatOf, operators, readModel } from '../../src/onnx';
import {
  type Column,
  difference,
  drop,
  type Estimator,
  everything,
  except,
  impute,
  lasso,
  log,
  named,
  ofKind,
  oneHot,
  type Step,
  standardScale,
} from '../../src/training';
import { fitPipeline, type PipelineInput } from '../../src/training/pipeline';
import { identityTarget, logTarget } from '../../src/training/target-transform';
import { runModel } from '../support/run-model';
import { expectSameNumbers } from '../support/same-numbers';
import { tolerances } from '../support/tolerances';
import { categoryColumn, numberColumn } from './columns';
import { type LinearDetail, predictions } from './estimators/linear-estimator-suite';
import { matrixEstimator } from './features/matrix-estimator';
import { matrixOf } from './matrices';

const columns: readonly Column[] = [
  numberColumn('area'),
  categoryColumn('roof', 'slate', 'tar', 'tin', 'zinc'),
  numberColumn('built'),
  numberColumn('sold'),
  { name: 'garden', kind: 'boolean', features: ['garden'] },
  categoryColumn('wall', 'brick', 'wood'),
];

/** Houses with holes, and prices that follow from them. */
function houses(count: number): { x: Matrix; price: Float64Array } {
  const random = new RandomSource(count);
  const price = new Float64Array(count);
  const rows = Array.from({ length: count }, (_, row) => {
    const [area, roof, built, wall] = [
      500 + random.integer(2000),
      random.integer(3),
      1900 + random.integer(100),
      random.integer(2),
    ];
    const [sold, garden] = [2000 + random.integer(10), random.integer(2)];
    price[row] =
      1000 * Math.exp(area / 2000 + roof / 4 - (sold - built) / 200 + garden / 10 + random.normal() / 50);
    return [area, roof, built, sold, garden, wall].map((cell) => (random.next() < 0.1 ? Number.NaN : cell));
  });
  return { x: matrixOf(rows), price };
}

const { x, price } = houses(200);
const input: PipelineInput = {
  x,
  columns,
  target: { values: price, classes: 0 },
  transform: logTarget,
  random: new RandomSource(7),
};

const steps: readonly Step[] = [
  difference({ name: 'age', of: 'sold', minus: 'built' }),
  drop(named('wall')),
  log({ columns: named('area') }),
  impute({ strategy: 'median', indicator: true, columns: ofKind('number', 'boolean') }),
  oneHot({ minCount: 2 }),
  standardScale({ columns: except(everything, 'garden') }),
];

describe('a pipeline', () => {
  it('tells the columns that its estimator reads and the features they come from', async () => {
    const pipeline = await fitPipeline(steps, lasso({ alpha: 1e-4 }), input);
    expect(
      pipeline.columns.map(({ name, features }) => `${name} (${features.join(', ')})`),
    ).toMatchInlineSnapshot(`
[
  "garden (garden)",
  "built (built)",
  "sold (sold)",
  "age (sold, built)",
  "area (area)",
  "built missing (built)",
  "sold missing (sold)",
  "garden missing (garden)",
  "age missing (sold, built)",
  "area missing (area)",
  "roof=slate (roof)",
  "roof=tar (roof)",
  "roof=tin (roof)",
  "roof missing (roof)",
]
`);
  });

  it('tells what each step did', async () => {
    const pipeline = await fitPipeline(steps, lasso({ alpha: 1e-4 }), input);
    expect(pipeline.steps.map(({ step, outputs }) => [step, outputs])).toEqual([
      ['difference', 1],
      ['drop', 0],
      ['log', 1],
      ['impute', 10],
      ['one-hot', 4],
      ['standard-scale', 13],
    ]);
    expect(pipeline.steps[0].detail).toEqual({ name: 'age', of: 'sold', minus: 'built' });
    expect(pipeline.steps[5]).not.toHaveProperty('detail');
  });

  it('is the same bytes when fitted again', async () => {
    const bytes = async () =>
      (await fitPipeline(steps, lasso({ alpha: 1e-4 }), input)).toOnnx({ key: 'value' }, 'Houses');
    expect(Buffer.compare(await bytes(), await bytes())).toBe(0);
  });

  it('is one file that answers for every step and the estimator', async () => {
    const looked = matrixEstimator();
    await fitPipeline(steps, looked.estimator, input);
    const pipeline = await fitPipeline(steps, lasso({ alpha: 1e-4 }), input);
    const { intercept, coefficients } = pipeline.estimator.detail as unknown as LinearDetail;
    const list = pipeline.columns.map(({ name }) => coefficients[name]);
    const answers = await runModel(pipeline.toOnnx({}, ''), x);
    for (const [row, { value, size }] of predictions({ intercept, list }, looked.seen()).entries()) {
      expect(Math.abs(Math.log(answers.data[row]) - value)).toBeLessThan(tolerances.product * size);
    }
    // It has learned something, too.
    const errors = price.map((truth, row) => Math.abs(Math.log(truth / answers.data[row])));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.1);
  });

  it('answers alike for rows alone and in batches, seen or not', async () => {
    const pipeline = await fitPipeline(steps, lasso({ alpha: 1e-4 }), input);
    const model = pipeline.toOnnx({}, '');
    const _ = Number.NaN;
    const odd = matrixOf([
      [_, _, _, _, _, _],
      [-5, -1, 1950, 2005, 0, -1],
      [1e9, 1e9, 0, 0, 1, 7],
      [1000, 0.5, 1950, 2005, 0, 0],
      [1000, 3, 1950, 2005, 0, 0],
      ...Array.from({ length: 995 }, (__, row) =>
        Array.from(x.data.subarray((row % 200) * 6, (row % 200) * 6 + 6)),
      ),
    ]);
    const together = await runModel(model, odd);
    expect([together.rows, together.columns]).toEqual([1000, 1]);
    expect(together.data.every(Number.isFinite)).toBe(true);
    // What is unseen, in either way, is alike.
    expect(together.data[3]).toBe(together.data[4]);
    for (let row = 0; row < 10; row++) {
      const alone = await runModel(model, takeRows(odd, [row]));
      expectSameNumbers(alone.data, [together.data[row]]);
    }
    expect(await runModel(model, takeRows(odd, []))).toMatchObject({ rows: 0, columns: 1 });
  });

  it('holds the metadata and no more than it needs', async () => {
    const pipeline = await fitPipeline(steps, lasso({ alpha: 1e-4 }), input);
    const model = readModel(pipeline.toOnnx({ who: 'me' }, 'Houses'));
    expect(model).toMatchObject({ docString: 'Houses', metadataProps: [{ key: 'who', value: 'me' }] });
    expect(formatOf(model).opsets).toEqual({ 'ai.onnx': 17 });
    const dropped = await fitPipeline(
      [drop(except(everything, 'area')), impute({ strategy: 'mean' })],
      lasso(),
      input,
    );
    const operatorsUsed = readModel(dropped.toOnnx({}, '')).graph?.node.map(({ opType }) => opType);
    expect(operatorsUsed).toEqual(['Gather', 'IsNaN', 'Where', 'Gemm', 'Exp', 'Identity']);
  });

  it('gives steps the target as the estimator learns it, and randomness of their own', async () => {
    const seen: { target: number; draw: number }[] = [];
    const spy = (name: string): Step => ({
      name,
      columns: everything,
      fit({ columns: selected, target, random }) {
        seen.push({ target: target.values[0], draw: random.next() });
        return { kept: [...selected.keys()] };
      },
    });
    await fitPipeline([spy('a'), spy('b')], matrixEstimator().estimator, input);
    await fitPipeline([spy('a')], matrixEstimator().estimator, { ...input, transform: identityTarget });
    expect(seen.map(({ target }) => target)).toEqual([Math.log(price[0]), Math.log(price[0]), price[0]]);
    expect(seen[1].draw).not.toBe(seen[0].draw);
    expect(seen[2].draw).toBe(seen[0].draw);
  });

  it('gives the steps after it what a step keeps back for training', async () => {
    const leaking: Step = {
      name: 'leaking',
      columns: named('area'),
      fit: ({ x: { rows } }) => ({
        outputs: [numberColumn('encoded')],
        emit: (_, value) => value,
        trainingOutput: { data: new Float32Array(rows).fill(7), rows, columns: 1 },
      }),
    };
    const { estimator, seen } = matrixEstimator();
    await fitPipeline([drop(except(everything, 'area')), leaking], estimator, input);
    expect(seen().data.every((value) => value === 7)).toBe(true);
  });

  it('tells how far it is, and never goes back', async () => {
    const told: [string, number][] = [];
    const progress = (stage: string, fraction: number) => told.push([stage, fraction]);
    const counting: Estimator = {
      ...matrixEstimator().estimator,
      fit(asked) {
        for (const fraction of [0, 0.5, 1]) asked.progress(fraction);
        return matrixEstimator().estimator.fit(asked);
      },
    };
    await fitPipeline(steps, counting, { ...input, progress });
    const fractions = told.map(([, fraction]) => fraction);
    expect(told.map(([stage]) => stage)).toEqual([
      ...steps.map(({ name }) => name),
      'matrix',
      'matrix',
      'matrix',
    ]);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
  });
});

describe('a pipeline for classes', () => {
  it('answers the likeliest label and all probabilities', async () => {
    const estimator: Estimator = {
      name: 'softmax',
      tasks: ['classification'],
      parameters: {},
      fit: () => ({ emit: operators.softmax }),
    };
    const scores = matrixOf([
      [1, 3, 2],
      [0, 0, 0],
      [5, -5, 6],
    ]);
    const pipeline = await fitPipeline([], estimator, {
      ...input,
      x: scores,
      columns: columns.slice(0, 3),
      target: { values: Float64Array.of(0, 1, 2), classes: 3 },
      transform: identityTarget,
    });
    const session = await InferenceSession.create(pipeline.toOnnx({}, ''));
    const { label, probabilities } = await session.run({
      features: new Tensor('float32', scores.data, [3, 3]),
    });
    await session.release();
    expect(Array.from(label.data as BigInt64Array)).toEqual([1n, 0n, 2n]);
    expect(label.dims).toEqual([3]);
    expect(probabilities.dims).toEqual([3, 3]);
    expectSameNumbers((probabilities.data as Float32Array).subarray(3, 6), [1 / 3, 1 / 3, 1 / 3], {
      tolerance: tolerances.operator,
    });
  });
});

describe('a pipeline is refused', () => {
  it.each<[string, readonly Step[], string]>([
    ['a name that is gone', [drop(named('wall')), log({ columns: named('wall') })], "got 'wall'"],
    ['a name that is taken', [difference({ name: 'area', of: 'sold', minus: 'built' })], "got 'area' twice"],
    ['nothing left to read', [drop(everything)], 'leave the estimator a column, got none'],
    ['missing values', [drop(named('roof', 'wall'))], 'some in area, built, sold, garden'],
  ])('with %s', async (_, wrong, message) => {
    await expect(fitPipeline(wrong, lasso(), input)).rejects.toThrow(message);
  });

  it('with an estimator for another task', async () => {
    const target = { values: new Float64Array(200), classes: 2 };
    await expect(fitPipeline([], lasso(), { ...input, target })).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message:
        "Estimator 'lasso' must be one for classification, got one for regression. Use another estimator, or another task.",
    });
  });

  it('with a target that has no logarithm', async () => {
    const target = { values: new Float64Array(200), classes: 0 };
    await expect(fitPipeline([], lasso(), { ...input, target })).rejects.toThrow(
      'must be above 0 in every row, got 0',
    );
  });
});
