import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { InferenceSession } from '../../../dist/onnx';
import { openPriceRequests } from '../price-requests';
import { defineHouseInput } from './house-input';
import { definePriceResolver } from './price-resolver';

/**
 * house-price the way that the documentation of Apollo, type-graphql and ONNX Runtime shows: a standalone
 * server, classes with decorators, validation switched on, one run for each query.
 */
async function main(registry: string): Promise<void> {
  const { manifest, artifact } = await openPriceRequests(registry);
  // One thread, as predictql: two are slower on single rows.
  const session = await InferenceSession.create(artifact, { intraOpNumThreads: 1 });
  const HouseInput = defineHouseInput(manifest.contract);
  const schema = await buildSchema({
    resolvers: [definePriceResolver(HouseInput, manifest.contract, session)],
    validate: true,
  });
  const apollo = new ApolloServer({ schema });
  const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } });
  console.log(JSON.stringify({ url }));
}

void main(process.argv[2]);
