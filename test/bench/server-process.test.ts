import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../../bench/load/server-process';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'predictql-test-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function scriptOf(text: string): Promise<string> {
  const path = join(folder, 'server.js');
  await writeFile(path, text);
  return path;
}

const paths = { readyPath: '/ready', graphqlPath: '/graphql' };

it('waits until a server is ready, and asks it', async () => {
  const script = await scriptOf(`
    let asked = 0;
    const server = require('node:http').createServer((request, response) => {
      if (request.url === '/ready') response.writeHead(++asked < 3 ? 503 : 200);
      response.end(request.method + ' ' + request.url + ' after ' + asked + ', ' + process.env.EXTRA);
    });
    console.log('{"message":"starting"}');
    server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })));
  `);
  const server = await ServerProcess.start({ script: [script], env: { EXTRA: 'x' }, ...paths });
  expect(await server.ask('{}')).toBe('POST /graphql after 3, x');
  await server.stop();
  await expect(server.ask('{}')).rejects.toThrow();
});

it('tells what a server said that did not start', async () => {
  const script = await scriptOf(`console.log('{"message":"no port"}'); process.exitCode = 1;`);
  await expect(ServerProcess.start({ script: [script], ...paths })).rejects.toThrow('no port');
});
