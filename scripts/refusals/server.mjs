// A server in a process of its own, which tells what CPU it has used: node server.mjs <build> <registry>
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [build, registry] = process.argv.slice(2);
const load = createRequire(import.meta.url);
const { readEnvironment, createLogger } = load(join(build, 'server'));
const { createApp } = load(join(build, 'server/app'));
const { openRegistry } = load(join(build, 'registry'));
const { Catalog } = load(join(build, 'runtime'));

const environment = readEnvironment({
  NODE_ENV: 'production',
  PREDICTQL_ALLOW_ANONYMOUS: '1',
  PREDICTQL_RATE_LIMIT: '0',
});
const catalog = await Catalog.open(await openRegistry(registry, { mustExist: true }));
// A slow request is one that takes a second here.
const patience = { headersMs: 1000, requestMs: 1000, checkMs: 100 };
const app = await createApp({ catalog, environment, logger: createLogger(environment), patience });
await app.listen({ port: 0, host: '127.0.0.1' });
process.on('message', () => process.send(process.cpuUsage()));
process.send({ port: app.server.address().port });
process.on('disconnect', () => process.exit());
