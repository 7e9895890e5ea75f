import { once } from 'node:events';
import { join } from 'node:path';
import type { PredictqlError } from '../../../src/contract';
import { readEnvironment } from '../../../src/server';
import { Backoff } from '../../../src/server/supervisor/backoff';
import { Crew, type CrewOptions } from '../../../src/server/supervisor/crew';
import { watchSilence } from '../../../src/server/supervisor/silence';
import type { Ending, WorkerProcess } from '../../../src/server/supervisor/worker-process';

let crew: Crew;
let endings: Ending[];
let stopWatching: () => void;

afterEach(async () => {
  stopWatching();
  const ended = crew.workers.map((worker) => once(worker, 'ended'));
  crew.kill();
  await Promise.all(ended);
});

/** What workers do that are started from now on; see fake-worker.js. */
const play = { registry: '' };

function crewThat(does: string, options: Partial<CrewOptions> = {}): Crew {
  play.registry = does;
  const deadlines = { workerDeadlineMs: 1000, loadDeadlineMs: 1000 };
  crew = new Crew({
    program: join(__dirname, 'fake-worker.js'),
    wanted: 2,
    graceMs: 1000,
    ...deadlines,
    order: {
      get environment() {
        return { ...readEnvironment({}), ...play };
      },
      log: { logLevel: 'info', isProduction: false },
    },
    ...options,
  });
  endings = [];
  crew.on('ended', (_, ending) => endings.push(ending));
  stopWatching = watchSilence(() => crew.workers, deadlines);
  return crew;
}

async function startedCrew(does: string, options?: Partial<CrewOptions>): Promise<readonly WorkerProcess[]> {
  crewThat(does, options).start();
  await once(crew, 'complete');
  return crew.workers;
}

const generations = () => crew.workers.map(({ generation }) => generation);

describe('a crew', () => {
  it('is as many workers as wanted', async () => {
    const workers = await startedCrew('serve');
    expect(workers).toHaveLength(2);
    expect(crew.counts).toEqual({ wanted: 2, ready: 2, starting: 0, retiring: 0 });
    expect(crew.isWhole).toBe(true);
  });

  it('gets a successor for a worker that dies', async () => {
    const [first] = await startedCrew('serve');
    first.kill();
    await once(crew, 'ready');
    expect(crew.isWhole).toBe(true);
    expect(crew.workers).not.toContain(first);
    expect(endings).toMatchObject([{ phase: 'ready', how: 'SIGKILL', overdueMs: undefined }]);
  });

  it('is replaced by a new generation, with never fewer workers than wanted', async () => {
    const old = await startedCrew('serve', { wanted: 3 });
    const ready: number[] = [];
    crew.on('changed', () => ready.push(crew.counts.ready));
    crew.renew();
    await once(crew, 'complete');
    expect(Math.min(...ready)).toBe(3);
    expect(crew.workers.filter((worker) => old.includes(worker) && worker.phase === 'ready')).toEqual([]);
    expect(generations().filter((generation) => generation === 2)).toHaveLength(3);
  });

  it('takes changes that come while it is replaced together', async () => {
    await startedCrew('serve');
    let started = 0;
    crew.on('ready', () => started++);
    for (let change = 0; change < 10; change++) crew.renew();
    await once(crew, 'complete');
    expect(crew.workers.some(({ generation }) => generation === 11)).toBe(true);
    expect(started).toBeLessThanOrEqual(3);
  });

  it('replaces a worker with a thread that is stuck', async () => {
    const [first] = await startedCrew('serve');
    first.emit('stuck', 'plain@1.0.0');
    await once(crew, 'leaving');
    expect(first.phase).toBe('retiring');
    expect(crew.counts.ready).toBe(2);
  });

  it('ends when it is closed', async () => {
    const workers = await startedCrew('serve');
    await crew.close();
    expect(crew.workers).toEqual([]);
    expect(endings.map(({ how, phase }) => [how, phase])).toEqual([
      ['exit code 0', 'retiring'],
      ['exit code 0', 'retiring'],
    ]);
    expect(workers).toHaveLength(2);
  });
});

describe('workers that cannot start', () => {
  it('say why, and are tried again less and less often', async () => {
    crewThat('refuse', { wanted: 1 });
    const failures: PredictqlError[] = [];
    crew.on('failed', (error) => failures.push(error));
    crew.start();
    const [error] = (await once(crew, 'failed')) as [PredictqlError];
    expect(error).toMatchObject({ code: 'MODEL_NOT_FOUND', message: 'The registry must hold a model.' });
    play.registry = 'serve';
    await once(crew, 'complete');
    expect(failures.length).toBeLessThanOrEqual(2);
    expect(endings.every(({ hasFailed }) => hasFailed)).toBe(true);
  });

  it('leave the old ones in place, and are not waited for when the next change comes', async () => {
    const old = await startedCrew('serve');
    play.registry = 'refuse';
    crew.renew();
    for (let attempt = 0; attempt < 3; attempt++) await once(crew, 'failed');
    expect(crew.workers.filter(({ phase }) => phase === 'ready')).toEqual(old);
    play.registry = 'serve';
    crew.renew();
    await once(crew, 'complete');
    expect(crew.workers.filter((worker) => old.includes(worker) && worker.phase === 'ready')).toEqual([]);
  });

  it('are no replacement when they could not read all', async () => {
    const old = await startedCrew('serve');
    play.registry = 'partial';
    crew.renew();
    const [error] = (await once(crew, 'failed')) as [PredictqlError];
    expect(error.message).toContain('got plain@1.0.0: EIO');
    expect(crew.workers.filter(({ phase }) => phase === 'ready')).toEqual(old);
  });

  it('are better than nothing when they could not read all, until one can', async () => {
    crewThat('partial', { wanted: 1 }).start();
    await once(crew, 'ready');
    expect([crew.counts.ready, crew.isWhole]).toEqual([1, false]);
    play.registry = 'serve';
    await once(crew, 'complete');
    expect(crew.isWhole).toBe(true);
  });
});

describe('a version that is no good', () => {
  it('is kept out after it ended two processes', async () => {
    await startedCrew('crash', { wanted: 1 });
    expect(endings.map(({ how, loading }) => [how, loading])).toEqual([
      ['SIGSEGV', 'plain@1.1.0'],
      ['SIGSEGV', 'plain@1.1.0'],
    ]);
    expect(crew.quarantine.versions).toMatchObject([{ model: 'plain', version: '1.1.0' }]);
  });

  it('is kept out at once when it holds up a process', async () => {
    await startedCrew('loop', { wanted: 1 });
    expect(endings).toMatchObject([{ how: 'SIGKILL', overdueMs: 1000, loading: 'plain@1.1.0' }]);
    expect(crew.quarantine.versions).toHaveLength(1);
  });

  it('does not end the workers that are there', async () => {
    const old = await startedCrew('serve');
    play.registry = 'crash';
    crew.renew();
    await once(crew, 'quarantined');
    expect(crew.workers.filter(({ phase }) => phase === 'ready')).toEqual(old);
    await once(crew, 'complete');
    expect(crew.counts.ready).toBe(2);
  });
});

it('workers that die right after they were ready count as failures, which are waited after', async () => {
  const fail = jest.spyOn(Backoff.prototype, 'fail');
  crewThat('dieLater', { wanted: 1 }).start();
  for (let death = 0; death < 3; death++) await once(crew, 'ended');
  play.registry = 'serve';
  await once(crew, 'ready');
  expect(endings.map(({ how }) => how)).toEqual(Array.from({ length: 3 }, () => 'exit code 4'));
  expect(fail.mock.results.map(({ value }) => value)).toEqual([0, 500, 1000]);
});
