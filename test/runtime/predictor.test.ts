import { type Manifest, type Row } from '../../src/contract';
import { floats, GraphBuilder, operators, writeModel } from '../../src/onnx';
import { Predictor, ResponseCache, runtimeOptions } from '../../src/runtime';
import { sampleRows } from '../support/sample-rows';
import { contractOf, home, risk } from '../support/tiny-contracts';
import { directPrediction, tinyModel } from '../support/tiny-model';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../support/tiny-registry';

let registry: TinyRegistry;

beforeEach(async () => {
  registry = await tinyRegistry();
});

afterEach(() => registry.remove());

const load = async (manifest: Promise<Manifest>) => Predictor.load(registry.registry, await manifest);

describe('a predictor', () => {
  it.each([
    ['a regression', home],
    ['a classification', risk],
  ])('answers what ONNX Runtime answers: %s', async (_, contract) => {
    const rows = sampleRows(contract, 64);
    const predictor = await load(publishTiny(registry.registry, contract));
    expect(predictor.name).toBe(`${contract.model}@1.0.0`);
    expect(await predictor.predict(rows)).toEqual(
      await directPrediction(tinyModel(contract), contract, rows),
    );
  });

  it('answers many requests at once as one by one', async () => {
    const rows = sampleRows(home, 40);
    const predictor = await load(publishTiny(registry.registry, home));
    const together = await Promise.all(rows.map((row) => predictor.predict([row])));
    const all = await predictor.predict(rows);
    if (all.task !== 'regression') throw new Error('it is a regression');
    expect(together.map((one) => (one.task === 'regression' ? one.values[0] : undefined))).toEqual([
      ...all.values,
    ]);
  });

  it('refuses rows that break its contract, all of them at once', async () => {
    const predictor = await load(publishTiny(registry.registry, contractOf()));
    const rows = [{ x: -1 }, { x: 5 }, {}] as Row[];
    await expect(predictor.predict(rows)).rejects.toMatchObject({
      code: 'ROWS_INVALID',
      message:
        "The inputs of plain@1.0.0 must satisfy their contract, got 2 violations. First: Feature 'x' of plain v1 must be at least 0, got -1.",
      violations: [{ path: ['inputs', 0, 'x'] }, { path: ['inputs', 2, 'x'] }],
    });
    await expect(predictor.predict([{ x: -1 }], { at: ['rows'] })).rejects.toMatchObject({
      message:
        "The inputs of plain@1.0.0 must satisfy their contract, got 1 violation. Feature 'x' of plain v1 must be at least 0, got -1.",
      violations: [{ path: ['rows', 0, 'x'] }],
    });
  });

  it('has measured its runs and stays on the main thread when it is fast', async () => {
    const predictor = await load(publishTiny(registry.registry, home));
    expect(predictor.isLocal).toBe(true);
    expect(predictor.figures.rowRunMs).toBeGreaterThan(0);
    expect(predictor.figures.batchRowMs).toBeLessThanOrEqual(predictor.figures.rowRunMs);
  });

  it('keeps answers where there is a cache, and only sound ones', async () => {
    const options = runtimeOptions({ cache: new ResponseCache(10) });
    const runs = jest.fn();
    options.events.on('ran', runs);
    const predictor = await Predictor.load(
      registry.registry,
      await publishTiny(registry.registry, home),
      options,
    );
    const [row] = sampleRows(home, 1);
    const answer = await predictor.predict([row]);
    expect(await predictor.predict([row])).toEqual(answer);
    expect(runs).toHaveBeenCalledTimes(1);
  });

  it('tells of its runs', async () => {
    const options = runtimeOptions();
    const runs = jest.fn();
    options.events.on('ran', runs);
    const manifest = await publishTiny(registry.registry, home);
    const predictor = await Predictor.load(registry.registry, manifest, options);
    await predictor.predict(sampleRows(home, 3));
    const number = expect.any(Number);
    expect(runs.mock.calls).toEqual([
      [{ model: 'home', version: '1.0.0', rows: 3, queueMs: [number], runMs: number }],
    ]);
  });

  it('does not answer with what is no number', async () => {
    const graph = new GraphBuilder('reciprocal');
    const x = graph.input('features', 'float', ['N', 1]);
    graph.output('prediction', operators.divide(graph, graph.constant(floats([1], [])), x));
    const golden = { rows: [{ x: 2 }], expected: { task: 'regression' as const, predictions: [0.5] } };
    const predictor = await load(
      publishTiny(registry.registry, contractOf(), { content: writeModel(graph), golden }),
    );
    await expect(predictor.predict([{ x: 1 }, { x: 0 }])).rejects.toMatchObject({
      code: 'PREDICTION_FAILED',
      message: expect.stringContaining('for row 2 must be a finite number, got Infinity'),
    });
  });
});

describe('a model that does not fit its contract', () => {
  const golden = { rows: [{ x: 2 }], expected: { task: 'regression' as const, predictions: [2] } };

  it.each<[string, (graph: GraphBuilder) => void, string]>([
    [
      'with an input of another width',
      (graph) =>
        graph.output(
          'prediction',
          operators.gatherColumns(graph, graph.input('features', 'float', ['N', 2]), [0]),
        ),
      'Model plain@1.0.0 must run on its features, got Got invalid dimensions for input: features',
    ],
    [
      'with an input of another name',
      (graph) => graph.output('prediction', graph.input('x', 'float', ['N', 1])),
      'Model plain@1.0.0 must run on its features, got input',
    ],
    [
      'with an output of another name',
      (graph) => graph.output('answer', graph.input('features', 'float', ['N', 1])),
      "Output 'prediction' of the model must be float32 [1, 1], got no such output.",
    ],
    [
      'with an output of another type',
      (graph) =>
        graph.output(
          'prediction',
          operators.cast(graph, graph.input('features', 'float', ['N', 1]), 'double'),
        ),
      "Output 'prediction' of the model must be float32 [1, 1], got float64 [1, 1].",
    ],
  ])('%s never serves', async (_, build, message) => {
    const graph = new GraphBuilder('odd');
    build(graph);
    const publishing = publishTiny(registry.registry, contractOf(), { content: writeModel(graph), golden });
    await expect(load(publishing)).rejects.toMatchObject({
      code: 'PREDICTION_FAILED',
      message: expect.stringContaining(message),
    });
  });
});
