import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { type Load, startLoad } from '../../../bench/faults/load';
import { loopingModel } from '../../support/looping-model';
import { type Served, serve } from '../../support/served';
import { contractOf, risk } from '../../support/tiny-contracts';
import { publishTiny, type TinyRegistry, tinyRegistry } from '../../support/tiny-registry';

jest.setTimeout(120_000);

const plain = contractOf();
let tiny: TinyRegistry;
let server: Served | undefined;
let load: Load | undefined;

beforeEach(async () => {
  tiny = await tinyRegistry();
});

afterEach(async () => {
  server?.process.kill('SIGKILL');
  await load?.stop();
  await server?.result;
  server = undefined;
  load = undefined;
  await tiny.remove();
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<Served> {
  server = await serve(tiny.folder, {
    env: { WEB_CONCURRENCY: '2', PREDICTQL_RELOAD_SECONDS: '1', PREDICTQL_RATE_LIMIT: '0', ...env },
  });
  await until(server, isSettled);
  return server;
}

/** Two versions of one model that answer differently, the first of which is live. */
async function publishTwo(): Promise<void> {
  await publishTiny(tiny.registry, plain, { aliases: ['production'] });
  await publishTiny(tiny.registry, plain, { shift: 1 });
}

const query = '{ predictPlainV1(inputs: { x: 5 }) { modelVersion { version } predictions { y } } }';

interface PlainAnswer {
  readonly predictPlainV1: {
    readonly modelVersion: { readonly version: string };
    readonly predictions: readonly { readonly y: number }[];
  };
}

/** A load whose answers must be those of the version that they name. */
function loadOn({ url }: Served, clients = 8): Load {
  const values = new Map<string, number>();
  load = startLoad(url, {
    clients,
    body: JSON.stringify({ query }),
    fault(answer) {
      const { data } = JSON.parse(answer) as { data?: PlainAnswer };
      if (data === undefined || data === null) return answer;
      const { modelVersion, predictions } = data.predictPlainV1;
      const known = values.get(modelVersion.version) ?? predictions[0].y;
      values.set(modelVersion.version, known);
      const others = [...values].filter(([version, y]) => version !== modelVersion.version && y === known);
      return known === predictions[0].y && others.length === 0 ? undefined : `inconsistent: ${answer}`;
    },
  });
  return load;
}

function promote(version: string, model = 'plain'): Promise<unknown> {
  return tiny.registry.moveAlias({ model, major: 1, alias: 'production', to: version, by: 'test' });
}

// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it.
async function readiness({ url }: Served): Promise<any> {
  const response = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } });
  return { code: response.status, ...((await response.json()) as object) };
}

/** Waits until the server says of itself what is expected. */
async function until(served: Served, matches: (found: Awaited<ReturnType<typeof readiness>>) => boolean) {
  for (;;) {
    const found = await readiness(served);
    if (matches(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Nobody is on the way up or out any more. */
function isSettled({ supervisor: { workers } }: Awaited<ReturnType<typeof readiness>>): boolean {
  return workers.ready === workers.wanted && workers.starting === 0 && workers.retiring === 0;
}

/** Sends a request on a connection of its own: an idle one would be waited for when its worker ends. */
async function ask<Data = unknown>({ url }: Served, document: string): Promise<{ readonly data?: Data }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query: document }),
  });
  return (await response.json()) as { readonly data?: Data };
}

/** Waits until every process answers as expected, as far as a few questions in a row can tell. */
async function untilAnswered(served: Served, document: string, expected: unknown): Promise<void> {
  for (let inARow = 0; inARow < 4; ) {
    const { data } = await ask(served, document);
    // As texts: objects that fetch makes are of another realm than those of the test.
    inARow = JSON.stringify(data) === JSON.stringify(expected) ? inARow + 1 : 0;
    if (inARow === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until a version is live. */
function untilServed(served: Served, version: string): Promise<void> {
  return untilAnswered(served, '{ modelVersion(name: "plain") { version } }', { modelVersion: { version } });
}

function workersOf({ process: { pid } }: Served): number[] {
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' });
  const lines = children.split('\n').filter((line) => line.includes('worker/main'));
  return lines.map((line) => Number.parseInt(line, 10));
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('workers that are killed', () => {
  it('are replaced, and only what they were answering fails', async () => {
    await publishTwo();
    const served = await start();
    const running = loadOn(served);
    await running.answers(50);
    const killed = workersOf(served);
    expect(killed).toHaveLength(2);
    for (const [index, pid] of killed.entries()) {
      process.kill(pid, 'SIGKILL');
      await running.answers(50);
      await until(
        served,
        ({ supervisor }) => supervisor.restarts === index + 1 && supervisor.workers.ready === 2,
      );
    }
    const { failures, refused } = await running.stop();
    expect(refused).toBe(0);
    // One request per client can have been with each of them.
    const { ECONNRESET = 0, ...others } = failures;
    expect(others).toEqual({});
    expect(ECONNRESET).toBeLessThanOrEqual(16);
    expect(served.stdout()).toContain('"how":"SIGKILL"');
  });

  it('leave no request unanswered when there is only one of them', async () => {
    await publishTwo();
    const served = await start({ WEB_CONCURRENCY: '1' });
    const [pid] = workersOf(served);
    process.kill(pid, 'SIGKILL');
    // Nobody is there to answer now, but the port is: the connection waits.
    const { data } = await ask<PlainAnswer>(served, query);
    expect(data?.predictPlainV1.modelVersion.version).toBe('1.0.0');
    expect(workersOf(served)).not.toContain(pid);
  });
});

describe('a change of the registry', () => {
  it('goes live without a failed request, and every answer is that of the version it names', async () => {
    await publishTwo();
    const served = await start();
    const running = loadOn(served);
    for (const version of ['1.1.0', '1.0.0']) {
      await promote(version);
      await untilServed(served, version);
    }
    const report = await running.stop();
    expect(report).toMatchObject({ failures: {}, refused: 0 });
    expect(report.answered).toBeGreaterThan(100);
    const { supervisor } = await until(served, (found) => found.supervisor.reloadedAt !== null);
    expect(supervisor).toMatchObject({ restarts: 0, problem: null, workers: { wanted: 2 } });
  });

  it('brings a new model with its schema', async () => {
    await publishTwo();
    const served = await start();
    await publishTiny(tiny.registry, risk, { aliases: ['production'] });
    await until(served, (found) => found.models.risk !== undefined && isSettled(found));
    const { data } = await ask<object>(
      served,
      '{ predictRiskV1(inputs: { age: 30, job: clerk }) { predictions { label } } }',
    );
    expect(data).toMatchObject({ predictRiskV1: { predictions: [{}] } });
  });

  it('goes live at once after SIGHUP', async () => {
    await publishTwo();
    const served = await start({ PREDICTQL_RELOAD_SECONDS: '0' });
    await promote('1.1.0');
    served.process.kill('SIGHUP');
    await untilServed(served, '1.1.0');
  });

  it('is not made of a registry that has gone', async () => {
    await publishTwo();
    const served = await start();
    const running = loadOn(served);
    const away = `${tiny.folder}-away`;
    await rename(tiny.folder, away);
    const { code, status, supervisor } = await until(served, (found) => found.supervisor.problem !== null);
    expect([code, status, supervisor.problem.code]).toEqual([200, 'degraded', 'REGISTRY_MISSING']);
    await running.answers(200);
    await rename(away, tiny.folder);
    await until(served, (found) => found.supervisor.problem === null);
    await promote('1.1.0');
    await untilServed(served, '1.1.0');
    expect(await running.stop()).toMatchObject({ failures: {}, refused: 0 });
    expect(served.stdout().match(/"message":"trouble"/g)).toHaveLength(1);
  });
});

describe('a version that never ends', () => {
  const golden = (x: number) => ({
    rows: [{ x }],
    expected: { task: 'regression' as const, predictions: [x] },
  });

  it('does not go live when it is its golden rows that it loops on', async () => {
    await publishTwo();
    await publishTiny(tiny.registry, risk, { aliases: ['production'] });
    await publishTiny(tiny.registry, risk, { shift: 1 });
    const served = await start({ PREDICTQL_LOAD_DEADLINE_SECONDS: '8' });
    const running = loadOn(served, 2);
    await publishTiny(tiny.registry, plain, {
      content: loopingModel(),
      golden: golden(10),
      aliases: ['production'],
    });
    await promote('1.1.0', 'risk');
    const { status, unusable, fallbacks } = await until(served, ({ fallbacks }) => fallbacks.length > 0);
    expect(status).toBe('degraded');
    expect(unusable).toMatchObject([{ version: 'plain@1.2.0', code: 'VERSION_QUARANTINED' }]);
    expect(fallbacks).toEqual([{ alias: 'plain v1 production', pointsAt: '1.2.0', serves: '1.0.0' }]);
    const document = `{
      model(name: "plain") { aliases { version pointsAt problem } problems { version code } }
      modelVersion(name: "risk") { version }
    }`;
    await untilAnswered(served, document, {
      model: {
        aliases: [{ version: '1.0.0', pointsAt: '1.2.0', problem: unusable[0].reason }],
        problems: [{ version: '1.2.0', code: 'VERSION_QUARANTINED' }],
      },
      modelVersion: { version: '1.1.0' },
    });
    expect(await running.stop()).toMatchObject({ failures: {}, refused: 0 });
    expect(served.stdout()).toContain('"message":"alias falls back"');
  });

  it('costs its own request when it loops later, and its process is replaced', async () => {
    await publishTiny(tiny.registry, plain, {
      content: loopingModel(),
      golden: golden(5),
      aliases: ['production'],
    });
    const served = await start({ PREDICTQL_WORKER_DEADLINE_SECONDS: '4' });
    await expect(ask(served, '{ predictPlainV1(inputs: { x: 9.5 }) { predictions { y } } }')).rejects.toThrow(
      'fetch failed',
    );
    const { data } = await ask<PlainAnswer>(served, query);
    expect(data?.predictPlainV1.predictions).toEqual([{ y: 5 }]);
    const { supervisor } = await until(served, (found) => found.supervisor.workers.ready === 2);
    expect(supervisor.restarts).toBeGreaterThan(0);
    expect(served.stdout()).toContain('"silentForMs":4000');
  });
});

describe('the end', () => {
  it('loses nothing when it comes as SIGTERM', async () => {
    await publishTwo();
    const served = await start();
    const running = loadOn(served);
    await running.answers(100);
    served.process.kill('SIGTERM');
    expect((await served.result).code).toBe(0);
    const { failures, refused } = await running.stop();
    expect(failures).toEqual({});
    expect(refused).toBeGreaterThan(0);
  });

  it('leaves no process behind when the supervisor is killed', async () => {
    await publishTwo();
    const served = await start();
    const running = loadOn(served, 2);
    await running.answers(20);
    const workers = workersOf(served);
    served.process.kill('SIGKILL');
    while (workers.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await running.stop()).failures).toEqual({});
  });
});
