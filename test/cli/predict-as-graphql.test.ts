import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { amesCsv, amesRows } from '../support/ames';
import { runCli } from '../support/cli';
import { type Served, serve } from '../support/served';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { useTrainedRegistry } from '../support/trained-registry';

jest.setTimeout(60_000);

/** All that a client needs to know of the model. */
const featuresQuery = `{
  model(name: "house-price") { contracts { features { name source kind nullable } } }
}`;

const predictQuery = `query ($inputs: [HousePriceV1Input!]!) {
  predictHousePriceV1(inputs: $inputs) { predictions { salePrice } }
}`;

interface FeatureAnswer {
  readonly name: string;
  readonly source: string;
  readonly kind: 'NUMBER' | 'CATEGORY' | 'BOOLEAN' | 'DATE';
  readonly nullable: boolean;
}

interface ModelAnswer {
  readonly model: { readonly contracts: readonly [{ readonly features: readonly FeatureAnswer[] }] };
}

interface PredictAnswer {
  readonly predictHousePriceV1: { readonly predictions: readonly { readonly salePrice: number }[] };
}

/** A cell of the file as GraphQL takes it. */
function inputOf(text: string, { kind, nullable }: FeatureAnswer): number | string | boolean | null {
  if (text === '' && nullable) return null;
  switch (kind) {
    case 'NUMBER':
      return Number(text);
    case 'BOOLEAN':
      return text === 'Y';
    default:
      return text;
  }
}

/**
 * Relative. Both answer in float32, whose roundings are 6e-8 each; a batch of another size may add in
 * another order.
 */
const tolerance = 1e-6;

describe('a file and a GraphQL request with the same rows', () => {
  const location = useTrainedRegistry(0);
  const folder = sharedTemporaryFolder();
  let server: Served;

  beforeAll(async () => {
    server = await serve(location);
  });

  afterAll(async () => {
    server?.process.kill('SIGTERM');
    await server?.result;
  });

  it.each([1, 1000])('get the same answers in the same order: %i rows', async (count) => {
    const { data } = await server.ask<ModelAnswer>(featuresQuery);
    const [{ features }] = data!.model.contracts;
    const inputs = amesRows(count).map((row) =>
      Object.fromEntries(features.map((feature) => [feature.name, inputOf(row[feature.source], feature)])),
    );
    const answer = await server.ask<PredictAnswer>(predictQuery, { inputs });
    expect(answer.errors).toBeUndefined();
    const served = answer.data!.predictHousePriceV1.predictions;

    writeFileSync(join(folder, 'rows.csv'), amesCsv(count));
    const { stdout } = await runCli(
      ['predict', 'house-price', '--in', 'rows.csv', '--registry', location, '--json'],
      { cwd: folder },
    );
    const written = JSON.parse(stdout) as typeof served;

    expect(served).toHaveLength(count);
    expect(written).toHaveLength(count);
    const apart = served.filter(
      ({ salePrice }, row) => !(Math.abs(salePrice / written[row].salePrice - 1) <= tolerance),
    );
    expect(apart).toEqual([]);
    expect(served.every(({ salePrice }) => Math.fround(salePrice) === salePrice)).toBe(true);
  });
});
