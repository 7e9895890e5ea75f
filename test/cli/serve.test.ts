import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { definitions } from '../../src/models';
import { housePrice } from '../../src/models/house-price';
import { openRegistry } from '../../src/registry';
import { draftOf } from '../registry/drafts';
import { type RunningCli, runCli, startCli } from '../support/cli';
import { type Served, serve } from '../support/served';
import { sharedTemporaryFolder } from '../support/temporary-folder';
import { useTrainedRegistry } from '../support/trained-registry';

jest.setTimeout(60_000);

const location = useTrainedRegistry(0);
const folder = sharedTemporaryFolder();
const running: RunningCli[] = [];

async function startServer(options?: Parameters<typeof serve>[1]): Promise<Served> {
  const server = await serve(location, options);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const { process, result } of running.splice(0)) {
    process.kill('SIGKILL');
    await result;
  }
});

const body = JSON.stringify({ query: '{ models { name } }' });

/** A request whose head the server has seen, and whose body is still to come. */
async function requestInFlight({ url }: Served): Promise<ClientRequest> {
  const sent = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  sent.flushHeaders();
  await once(sent, 'continue');
  return sent;
}

describe('predictql serve', () => {
  it('answers until SIGTERM, then ends with 0', async () => {
    const server = await startServer();
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await server.ask('{ models { name } }')).toEqual({ data: { models: [{ name: 'house-price' }] } });
    server.process.kill('SIGTERM');
    const { code, stdout, stderr } = await server.result;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const line of stdout.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('answers what it has begun when %s comes', async (signal) => {
    const server = await startServer();
    const sent = await requestInFlight(server);
    server.process.kill(signal);
    await server.waitFor('stdout', /draining/);
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    expect(JSON.parse(await text(response))).toEqual({ data: { models: [{ name: 'house-price' }] } });
    expect((await server.result).code).toBe(0);
  });

  it('ends at once at the second signal', async () => {
    const server = await startServer();
    const sent = await requestInFlight(server);
    const cut = once(sent, 'error');
    server.process.kill('SIGTERM');
    await server.waitFor('stdout', /draining/);
    server.process.kill('SIGTERM');
    expect((await server.result).code).toBe(143);
    await cut;
  });

  it('trains what is missing first, and keeps the report out of its log', async () => {
    const missing = join(folder, 'missing');
    const registry = await openRegistry(missing);
    // Other models take longer to train; they are as good as there.
    for (const { name, major } of definitions.filter((definition) => definition !== housePrice)) {
      const { version } = await registry.publish(draftOf(name, { model: name, major }));
      await registry.moveAlias({ model: name, major, alias: 'production', to: version, by: 'test' });
    }
    const server = startCli(['serve', '--train', '--port', '0', '--registry', missing]);
    running.push(server);
    await server.waitFor('stdout', /"message":"serving"/);
    expect(server.stderr()).toContain('house-price@1.0.0 added to the registry');
    for (const line of server.stdout().trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe('a server that cannot start', () => {
  it('says that its port is taken', async () => {
    const other = createServer();
    await once(other.listen(0, 'localhost'), 'listening');
    const { port } = other.address() as AddressInfo;
    const viaOption = await runCli(['serve', '--port', String(port), '--registry', location]);
    const viaEnvironment = await runCli(['serve', '--registry', location], { env: { PORT: String(port) } });
    await new Promise((closed) => other.close(closed));
    for (const { code, stdout, stderr } of [viaOption, viaEnvironment]) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toBe(
        `PORT_UNAVAILABLE: Port ${port} of localhost must be free to listen on, got another process listens there. Set PORT or HOST to another one.\n`,
      );
    }
  });

  it('says that there is no registry', async () => {
    const { code, stdout, stderr } = await runCli(['serve', '--port', '0'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^REGISTRY_MISSING: The registry at .*registry must exist\. /);
  });

  it('says which environment variable is wrong', async () => {
    const { code, stderr } = await runCli(['serve', '--registry', location], { env: { PORT: 'http' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ENVIRONMENT_INVALID: Environment variable PORT must be a whole number/);
  });

  it('does not start when what it lacks cannot be trained', async () => {
    const { code, stdout, stderr } = await runCli([
      'serve',
      '--train',
      '--port',
      '0',
      '--registry',
      '/dev/null',
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/REGISTRY_UNREACHABLE: /);
  });

  it('serves what it can beside a damaged version', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(location, damaged, { recursive: true });
    cpSync(join(damaged, 'house-price/1.0.0'), join(damaged, 'house-price/1.1.0'), { recursive: true });
    const server = await serve(damaged);
    running.push(server);
    expect(server.stdout()).toContain('"version":"house-price@1.1.0"');
    expect(await server.ask('{ model(name: "house-price") { versions { version } } }')).toEqual({
      data: { model: { versions: [{ version: '1.0.0' }] } },
    });
  });
});
