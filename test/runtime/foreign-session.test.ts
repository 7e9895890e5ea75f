import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Manifest, Prediction, Row } from '../../src/contract';
import { loadSession } from '../../src/runtime';
import {
  digits,
  type ForeignModel,
  fixedBatch,
  identifiers,
  passengers,
  unbatched,
} from '../support/foreign-models';

async function predicted(
  { contract, binding, content }: ForeignModel,
  rows: readonly Row[],
): Promise<Prediction> {
  const session = await loadSession(
    { model: contract.model, version: '1.0.0', contract, binding } as Manifest,
    content,
  );
  try {
    return await session.run(rows);
  } finally {
    await session.release();
  }
}

/** What ONNX Runtime says by itself. */
async function direct({ content }: ForeignModel, feeds: Record<string, Tensor>) {
  const session = await InferenceSession.create(content, { logSeverityLevel: 3 });
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}

describe('a session of a model from elsewhere', () => {
  it('feeds columns of several inputs, and reads labels by value', async () => {
    const model = passengers();
    const outputs = await direct(model, {
      numbers: new Tensor('float32', Float32Array.of(22, 1, NaN, 0, NaN, 3, 0.42, 2), [4, 2]),
      fare: new Tensor('float64', Float64Array.of(7.25, 1e-50, 512.3292, 0), [4, 1]),
      texts: new Tensor(
        'string',
        ['male', 'Cherbourg', 'female', '', 'female', 'two words', 'male', 'Atlantis'],
        [4, 2],
      ),
      alone: new Tensor('bool', Uint8Array.of(1, 0, 1, 0), [4]),
    });
    const labels = (outputs.output_label.data as string[]).map((label) =>
      ['died', 'got away'].indexOf(label),
    );
    expect(new Set(labels).size).toBe(2);
    expect(await predicted(model, model.rows)).toEqual({
      task: 'classification',
      labels: Int32Array.from(labels),
      probabilities: { data: outputs.output_probability.data, rows: 4, columns: 2 },
    });
  });

  it('feeds images and parts the outputs by row', async () => {
    const model = digits();
    const images = model.rows.flatMap(({ image }) => image as readonly number[]);
    const outputs = await direct(model, {
      Input3: new Tensor('float32', Float32Array.from(images), [3, 1, 28, 28]),
    });
    const prediction = await predicted(model, model.rows);
    if (prediction.task !== 'tensors') throw new Error('they are tensors');
    for (const [row, [scores, best, pixels]] of prediction.rows.entries()) {
      expect(scores).toEqual({
        shape: [10],
        data: (outputs.Plus214_Output_0.data as Float32Array).slice(row * 10, row * 10 + 10),
      });
      expect(best).toEqual({ shape: [], data: (outputs.best.data as BigInt64Array).slice(row, row + 1) });
      expect(pixels).toEqual({
        shape: [28, 28],
        data: Float32Array.from(model.rows[row].image as readonly number[]),
      });
    }
  });

  it('runs a batch that is fixed to one row by row', async () => {
    const model = fixedBatch();
    const totals = [];
    for (const { a, b, c } of model.rows) {
      const x = new Tensor('float32', Float32Array.of(a as number, b as number, c as number), [1, 3]);
      totals.push((await direct(model, { x })).variable.data[0] as number);
    }
    expect(await predicted(model, model.rows)).toEqual({
      task: 'regression',
      values: Float32Array.from(totals),
    });
  });

  it('runs what has no axis of rows one by one, doubles untouched', async () => {
    const model = unbatched();
    expect(await predicted(model, model.rows)).toEqual({
      task: 'tensors',
      rows: [
        [
          { shape: [3], data: Float64Array.of(3, 0.1 * 3, 3e300) },
          { shape: [], data: BigInt64Array.of(3n) },
        ],
        [
          { shape: [1], data: Float64Array.of(2e-300) },
          { shape: [], data: BigInt64Array.of(1n) },
        ],
      ],
    });
  });

  it('loses no digit of 64 bits, no character, and takes rows of different lengths together', async () => {
    const model = identifiers();
    const [one, two, three] = model.rows;
    const prediction = await predicted(model, [one, two, three, one]);
    if (prediction.task !== 'tensors') throw new Error('they are tensors');
    expect(prediction.rows.map((row) => row[0].data)).toEqual([
      BigInt64Array.of(2n ** 53n + 1n),
      BigInt64Array.of(2n ** 54n + 1n),
      BigInt64Array.of(2n ** 53n - 7n),
      BigInt64Array.of(2n ** 53n + 1n),
    ]);
    expect(prediction.rows[1].slice(1)).toEqual([
      { shape: [], data: [''] },
      { shape: [2], data: BigInt64Array.of(-(2n ** 63n), 5n) },
      { shape: [2], data: ['ü', ''] },
      { shape: [2, 1], data: Uint8Array.of(0, 0) },
    ]);
    expect(prediction.rows[2].slice(1, 4)).toEqual([
      { shape: [], data: ['x'] },
      { shape: [3], data: BigInt64Array.of(3n, 4n, 2n ** 63n - 1n) },
      { shape: [2], data: ['日本', ' '] },
    ]);
  });

  it.each([
    ['a classification', passengers(), { labels: new Int32Array(0) }],
    ['tensors', digits(), { rows: [] }],
    ['a regression', fixedBatch(), { values: new Float32Array(0) }],
  ])('answers no rows without a run: %s', async (_, model, answer) => {
    expect(await predicted(model, [])).toMatchObject(answer);
  });

  it('names the output that is not what the contract says', async () => {
    const model = digits();
    const { target } = model.contract;
    if (target.task !== 'tensors') throw new Error('they are tensors');
    const [scores, ...others] = target.outputs;
    const answering = (output: object) =>
      predicted(
        {
          ...model,
          contract: {
            ...model.contract,
            target: { ...target, outputs: [{ ...scores, ...output }, ...others] },
          },
        },
        model.rows,
      );
    await expect(answering({ shape: [9] })).rejects.toThrow(
      "Output 'Plus214_Output_0' of the model must be float32 of shape [9] for each of 3 rows, got float32 [3, 10].",
    );
    await expect(answering({ dtype: 'float64' })).rejects.toMatchObject({ code: 'PREDICTION_FAILED' });
    await expect(answering({ source: 'gone' })).rejects.toThrow(
      "Output 'gone' of the model must be there, got no such output.",
    );
    await expect(answering({ shape: [null] })).resolves.toBeDefined();
  });

  it('says which label is no class of the contract', async () => {
    const model = passengers();
    const { target } = model.contract;
    if (target.task !== 'classification') throw new Error('it is a classification');
    const classes = target.classes.map((one) => ({ ...one, value: one.value.toUpperCase() }));
    const contract = { ...model.contract, target: { ...target, classes } };
    await expect(predicted({ ...model, contract }, model.rows)).rejects.toThrow(
      /Output 'output_label' of the model must hold classes of the contract, "DIED", "GOT AWAY", got "(died|got away)"\./,
    );
  });
});
