import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { category, compileEncoder, number, regression } from '../../src/contract';
import { csv, RandomSource } from '../../src/data';
import { readModel } from '../../src/onnx';
import {
  defineModel,
  drop,
  everything,
  impute,
  named,
  oneHot,
  ridge,
  standardScale,
  type TrainedModel,
  train,
} from '../../src/training';
import { runPipeline } from '../../src/training/run-graph';
import { expectSameNumbers } from '../support/same-numbers';

const folder = mkdtempSync(join(tmpdir(), 'predictql-train-'));
const path = join(folder, 'houses.csv');
afterAll(() => rmSync(folder, { recursive: true }));

/** 200 houses, one of ten without an area, and three without a price. */
function housesCsv(): string {
  const random = new RandomSource(5);
  const lines = Array.from({ length: 200 }, (_, row) => {
    const [area, roof] = [500 + random.integer(1500), random.integer(3)];
    const price = Math.round(100 * area * (1 + roof / 10) * Math.exp(random.normal() / 20));
    return [row % 10 === 7 ? '' : area, ['slate', 'tin', 'tar'][roof], row % 70 === 0 ? '' : price].join();
  });
  return `area,roof,price\n${lines.join('\n')}\n`;
}
writeFileSync(path, housesCsv());

const houses = defineModel({
  name: 'house',
  major: 1,
  title: 'Houses',
  task: regression({ target: 'price', unit: 'EUR', transform: 'log' }),
  features: {
    area: number({ min: 1, nullable: true }),
    roof: category({ values: ['slate', 'tin'], open: true }),
  },
  data: csv(path),
  pipeline: [impute({ strategy: 'median' }), oneHot(), standardScale()],
  estimator: ridge({ alpha: 0.1 }),
});

describe('train', () => {
  let trained: TrainedModel;
  const told: [string, number][] = [];
  beforeAll(async () => {
    trained = await train(houses, { seed: 1, progress: (stage, fraction) => told.push([stage, fraction]) });
  });

  it('gives the same bytes and answers for the same seed, and others for another', async () => {
    const again = await train(houses, { seed: 1 });
    expect(Buffer.compare(again.model, trained.model)).toBe(0);
    expect(again).toEqual(trained);
    const other = await train(houses, { seed: 2 });
    expect(Buffer.compare(other.model, trained.model)).not.toBe(0);
  });

  it('leaves out rows without a target, and keeps some for the assessment', () => {
    expect(trained.droppedRows).toBe(3);
    const [training, holdout] = trained.evaluations;
    expect([training.split, holdout.split]).toEqual(['train', 'holdout']);
    expect(training.truth.length + holdout.truth.length).toBe(197);
    expect(Math.abs(holdout.truth.length - 19.7)).toBeLessThan(1);
  });

  it('takes the share of the holdout as told', async () => {
    const { evaluations } = await train(houses, { seed: 1, holdout: 0.5 });
    expect(Math.abs(evaluations[1].truth.length - 98.5)).toBeLessThan(1);
  });

  it('predicts in the scale of the target', () => {
    for (const { truth, prediction } of trained.evaluations) {
      if (prediction.task !== 'regression') throw new Error('not a regression');
      const { values } = prediction;
      const errors = truth.map((price, row) => Math.abs(Math.log(values[row] / price)));
      expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.2);
    }
  });

  it('writes golden rows that the model reproduces to the bit, corners included', async () => {
    const { contract, golden, model } = trained;
    const answers = await runPipeline(model, contract.target, compileEncoder(contract)(golden.rows));
    if (answers.task !== 'regression' || golden.expected.task !== 'regression')
      throw new Error('not a regression');
    expectSameNumbers(answers.values, golden.expected.predictions);
    expect(golden.rows.some(({ area }) => area === null)).toBe(true);
    expect(golden.rows.some(({ roof }) => roof === 'a value never seen')).toBe(true);
    expect(golden.rows.length).toBeGreaterThanOrEqual(20);
  });

  it('says what it learned from and how', () => {
    expect(trained.estimator).toEqual({ name: 'ridge', parameters: { alpha: 0.1 } });
    expect(trained.steps.map(({ step }) => step)).toEqual(['impute', 'one-hot', 'standard-scale']);
    expect(trained.seed).toBe(1);
    expect(trained.dataset.sha256).toBe(createHash('sha256').update(housesCsv()).digest('hex'));
    expect(trained.dataset.source).not.toContain(folder);
  });

  it('puts the contract into the file', () => {
    const { metadataProps, docString } = readModel(trained.model);
    const contract = metadataProps.find(({ key }) => key === 'predictql.contract');
    expect(JSON.parse(contract?.value ?? '')).toEqual(trained.contract);
    expect(docString).toBe('Houses');
  });

  it('tells how far it is, and never goes back', () => {
    const fractions = told.map(([, fraction]) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    expect(told[0]).toEqual(['reading data', 0]);
  });
});

describe('a feature that selection left without a column', () => {
  const withoutRoof = defineModel({
    ...houses,
    pipeline: [impute({ strategy: 'median' }), drop(named('roof')), standardScale()],
  });

  it('leaves the contract, and the model answers as with it', async () => {
    const narrow = await train(withoutRoof, { seed: 1 });
    const whole = await train({ ...withoutRoof, unusedFeatures: 'keep' }, { seed: 1 });
    expect(narrow.contract.features.map(({ name }) => name)).toEqual(['area']);
    expect(whole.contract.features.map(({ name }) => name)).toEqual(['area', 'roof']);
    expect(narrow.evaluations).toEqual(whole.evaluations);
    expect(narrow.golden.rows[0]).not.toHaveProperty('roof');
  });

  it('may still be read by a step beside others', async () => {
    const { contract, evaluations } = await train(
      defineModel({
        ...withoutRoof,
        pipeline: [impute({ columns: everything, strategy: 'median' }), drop(named('roof'))],
      }),
      { seed: 1 },
    );
    expect(contract.features).toHaveLength(1);
    expect(evaluations[1].prediction).toMatchObject({ values: expect.any(Float32Array) });
  });
});
