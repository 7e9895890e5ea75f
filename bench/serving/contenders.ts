import { Writable } from 'node:stream';
import { HeaderMap } from '@apollo/server';

import { compileEncoder, type Manifest, type Row } from '../../dist/contract';
import { InferenceSession, RuntimeTensor } from '../../dist/onnx';
import { openRegistry } from '../../dist/registry';
import { RowCount } from '../../dist/resolvers';
import { Catalog } from '../../dist/runtime';
import { createLogger, readEnvironment } from '../../dist/server';
import { startApollo } from '../../dist/server/apollo';
import { createApp } from '../../dist/server/app';
import type { RequestOutcome } from '../../dist/server/server-context';
import type { Contender } from '../interleave';
import { clientRow } from './client-row';

const query = `query Predict($inputs: [HousePriceV1Input!]!) {
  predictHousePriceV1(inputs: $inputs) { predictions { salePrice } }
}`;

/** The layers that a single row of house-price goes through, ready to be measured, and how to end them. */
export async function openContenders(
  location: string,
): Promise<{ contenders: readonly Contender[]; close: () => Promise<void> }> {
  const registry = await openRegistry(location, { mustExist: true });
  const catalog = await Catalog.open(registry);
  const manifest = catalog.manifest('house-price', 'production');
  const { rows } = await registry.golden(manifest);
  const environment = readEnvironment({ NODE_ENV: 'production' });
  // Log lines are made and thrown away: writing them is the terminal's cost.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const logger = createLogger(environment, nowhere);
  const app = await createApp({ catalog, environment, logger });
  const apollo = await startApollo(catalog, environment, logger);

  const bodies = rows.map((row) => ({ query, variables: { inputs: [clientRow(manifest.contract, row)] } }));
  const { maxRows } = environment;
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const runOnnx = await onnxRun(manifest, await registry.artifact(manifest), rows);
  const predictor = await catalog.predictor(manifest);
  const askApollo = async (turn: number) => {
    const { body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: bodies[turn % bodies.length] },
      context: async () => {
        const outcome: RequestOutcome = { predictions: [] };
        return {
          catalog,
          requestId: 'bench',
          maxRows,
          rowCount: new RowCount(),
          predictions: outcome.predictions,
          outcome,
        };
      },
    });
    return body.kind === 'complete' ? body.string : '';
  };
  const askHttp = async (turn: number) => {
    const payload = bodies[turn % bodies.length];
    return (await app.inject({ method: 'POST', url: '/graphql', payload })).body;
  };
  for (let turn = 0; turn < rows.length; turn++) {
    const price = await runOnnx(turn);
    for (const answer of [await askApollo(turn), await askHttp(turn)]) assertPrice(answer, price);
  }
  return {
    contenders: [
      { name: 'onnx run', run: runOnnx },
      { name: 'onnx run again', run: runOnnx },
      { name: 'predictor', run: (turn) => predictor.predict([rows[turn % rows.length]]) },
      { name: 'apollo', run: askApollo },
      { name: 'apollo again', run: askApollo },
      { name: 'http', run: askHttp },
    ],
    async close() {
      await app.close();
      await apollo.stop();
    },
  };
}

/** The model alone, with rows encoded beforehand. Returns the price. */
async function onnxRun(manifest: Manifest, artifact: Uint8Array, rows: readonly Row[]) {
  const session = await InferenceSession.create(artifact, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const encode = compileEncoder(manifest.contract);
  const encoded = rows.map((row) => encode([row]));
  return async (turn: number): Promise<number> => {
    const { data, columns } = encoded[turn % encoded.length];
    const outputs = await session.run({
      [manifest.binding.input]: new RuntimeTensor('float32', data, [1, columns]),
    });
    return Number(outputs.prediction.data[0]);
  };
}

/** A bench of wrong answers would be worth nothing. */
function assertPrice(answer: string, price: number): void {
  const { data } = JSON.parse(answer) as {
    data?: { predictHousePriceV1: { predictions: { salePrice: number }[] } };
  };
  const got = data?.predictHousePriceV1.predictions[0].salePrice;
  if (got === undefined || Math.abs(got - price) > 1e-6 * Math.abs(price)) {
    throw new Error(`The server must answer ${price}, got ${answer.slice(0, 500)}`);
  }
}
