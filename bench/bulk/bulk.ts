import { interleave } from '../interleave';
import { LoadGenerator } from '../load/load-generator';
import { ServerProcess } from '../load/server-process';
import { cpu, type LoadMeasure, throughput, underLoad } from '../load/under-load';
import type { BenchPart } from '../part';
import { rawOnnx } from '../raw-onnx';
import { type Comparison, sectionOf } from '../section';
import { predictql } from '../servers';
import { assertPrices, openPriceRequests } from '../serving/price-requests';
import { forms } from './forms';
import { inALoop } from './in-a-loop';

const rowsPerRequest = 1024;
const seconds = 2.5;
/** One request under way and the next one on its way. */
const connections = 2;

/** Many rows in one request, beside ONNX Runtime on the same matrix. */
export const bulk: BenchPart = {
  name: 'bulk',
  title: `${rowsPerRequest} rows of house-price for each request`,
  async run({ registry, rounds, progress }) {
    const { manifest, artifact, rows } = await openPriceRequests(registry);
    const many = Array.from({ length: rowsPerRequest }, (_, row) => rows[row % rows.length]);
    const run = (await rawOnnx(manifest, artifact))(many);
    const prices = await run();
    const generator = new LoadGenerator();
    const server = await ServerProcess.start(predictql(registry, { PREDICTQL_MAX_ROWS: '2048' }));
    try {
      const contenders = [inALoop('onnx run', run, seconds), inALoop('onnx run again', run, seconds)];
      const comparisons: Comparison<LoadMeasure>[] = [
        {
          of: 'onnx run again',
          to: 'onnx run',
          figure: throughput,
          note: 'A/A: the spread of the same thing',
        },
      ];
      for (const { name, bodyOf, pricesOf, wanted } of forms) {
        const body = bodyOf(manifest.contract, many);
        assertPrices(await server.ask(body), prices, pricesOf);
        contenders.push(underLoad(name, server, generator, { bodies: [body], connections, seconds }));
        comparisons.push(
          { of: name, to: 'onnx run', figure: throughput, ...(wanted && { wanted }) },
          { of: name, to: 'onnx run', figure: cpu },
        );
      }
      const measured = await interleave(contenders, { rounds: rounds(7), warmUpRounds: 1, progress });
      return [
        sectionOf(measured, {
          title: `over HTTP, ${connections} connections, one worker`,
          figures: [throughput, cpu],
          comparisons,
          remarks: [
            `onnx run is ONNX Runtime alone on the encoded matrix, one run after the other. All figures times ${rowsPerRequest} are rows.`,
          ],
        }),
      ];
    } finally {
      generator.close();
      await server.stop();
    }
  },
};
