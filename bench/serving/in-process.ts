import { Writable } from 'node:stream';
import { HeaderMap } from '@apollo/server';
import { openRegistry } from '../../dist/registry';
import { anonymous, createContractCheck, RowCount } from '../../dist/resolvers';
import { Catalog } from '../../dist/runtime';
import { createLogger, readEnvironment } from '../../dist/server';
import { createApp } from '../../dist/server/app';
import { predictorOptions } from '../../dist/server/environment/predictor-options';
import { startApollo } from '../../dist/server/graphql/apollo';
import type { RequestOutcome, ServerContext } from '../../dist/server/graphql/server-context';
import { interleave } from '../interleave';
import type { BenchSetting } from '../part';
import { rawOnnx } from '../raw-onnx';
import { type Section, sectionOf } from '../section';
import { type Timed, time, timed } from '../timed';
import { assertPrices, openPriceRequests, type PriceRequest } from './price-requests';

const turns = 50;

/** The layers that a row goes through, from the bare ONNX run to the whole HTTP server without a network. */
export async function inProcess({ registry, rounds, progress }: BenchSetting): Promise<Section> {
  const { layers, close } = await openLayers(registry);
  try {
    progress('layers in one process');
    const contenders = layers.map((layer) => timed(layer, turns));
    const measured = await interleave(contenders, { rounds: rounds(41), warmUpRounds: 10 });
    return sectionOf(measured, {
      title: 'one row in one process',
      figures: [time],
      comparisons: [
        { of: 'compiled query', to: 'onnx run', figure: time, wanted: { atMost: 8 } },
        { of: 'predictor', to: 'onnx run', figure: time },
        { of: 'apollo', to: 'onnx run', figure: time },
        { of: 'http', to: 'onnx run', figure: time },
        {
          of: 'compiled query again',
          to: 'compiled query',
          figure: time,
          note: 'A/A: the spread of the same thing',
        },
        { of: 'onnx run again', to: 'onnx run', figure: time, note: 'A/A' },
      ],
      remarks: [
        'compiled query is the way of queries that came before: JSON, rows, prediction, JSON; apollo is the way of the others.',
        'http has all that stands before them, and a simulated connection, which is most of "http, nothing asked".',
      ],
    });
  } finally {
    await close();
  }
}

async function openLayers(location: string): Promise<{ layers: Timed[]; close: () => Promise<void> }> {
  const { manifest, artifact, rows, bodies } = await openPriceRequests(location);
  const environment = readEnvironment({
    NODE_ENV: 'production',
    PREDICTQL_ALLOW_ANONYMOUS: '1',
    PREDICTQL_RATE_LIMIT: '0',
  });
  // Log lines are made and thrown away: writing them is the terminal's cost.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const logger = createLogger(environment, nowhere);
  const registry = await openRegistry(location, { mustExist: true });
  const runtime = predictorOptions(environment);
  const catalog = await Catalog.open(registry, createContractCheck(), { runtime });
  const app = await createApp({ catalog, environment, logger });
  const { apollo, operations } = await startApollo(catalog, environment, logger);

  const runOf = await rawOnnx(manifest, artifact);
  const runs = rows.map((row) => runOf([row]));
  const predictor = await catalog.predictor(manifest);
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const at = <T>(values: readonly T[], turn: number) => values[turn % values.length];

  function context(): ServerContext {
    const outcome: RequestOutcome = { predictions: [] };
    const { predictions } = outcome;
    const rowCount = new RowCount();
    const { maxRows } = environment;
    return { catalog, requestId: 'bench', caller: anonymous, maxRows, rowCount, predictions, outcome };
  }
  async function throughApollo(turn: number): Promise<string> {
    const { body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(at(bodies, turn)) },
      context: async () => context(),
    });
    return body.kind === 'complete' ? body.string : '';
  }
  async function compiled(turn: number): Promise<string> {
    const { query, variables } = JSON.parse(at(bodies, turn)) as PriceRequest;
    const operation = operations.get(query, undefined);
    if (operation === undefined) throw new Error('The operation must have been compiled.');
    return JSON.stringify(await operation.run(undefined, context(), variables));
  }
  async function http(turn: number): Promise<string> {
    const payload = at(bodies, turn);
    const type = { 'content-type': 'application/json' };
    return (await app.inject({ method: 'POST', url: '/graphql', headers: type, payload })).body;
  }
  const onnx = (turn: number) => at(runs, turn)();
  for (let turn = 0; turn < rows.length; turn += 10) {
    // An operation is compiled when Apollo gets it for the second time.
    const answers = [
      await throughApollo(turn),
      await throughApollo(turn),
      await compiled(turn),
      await http(turn),
    ];
    for (const answer of answers) assertPrices(answer, await onnx(turn));
  }
  return {
    layers: [
      { name: 'onnx run', run: onnx },
      { name: 'onnx run again', run: onnx },
      { name: 'predictor', run: (turn) => predictor.predict([at(rows, turn)]) },
      { name: 'compiled query', run: compiled },
      { name: 'compiled query again', run: compiled },
      { name: 'apollo', run: throughApollo },
      { name: 'http', run: http },
      { name: 'http, nothing asked', run: () => app.inject('/health/live') },
    ],
    async close() {
      await app.close();
      await apollo.stop();
    },
  };
}
