import type { Manifest, Prediction } from '../../src/contract';
import { RuntimeEvents, type RuntimeOptions, runtimeOptions } from '../../src/runtime';
import { PredictionQueue } from '../../src/runtime/prediction-queue';
import type { RunCost } from '../../src/runtime/run-cost';
import { type FakeRunnerOptions, fakeRunner, rowsOf } from './fake-runner';

const version = { model: 'plain', version: '1.0.0' };

/** 10 rows are a chunk and the limit of what is small; each row takes 1 ms. */
function queueOf(
  runnerOptions: FakeRunnerOptions = {},
  options: Partial<RuntimeOptions> = {},
  { chunkRows = 10, rowMs = 1 } = {},
) {
  const runner = fakeRunner(runnerOptions);
  const runtime = runtimeOptions(options);
  const cost = { rowMs, chunkRows, add: () => undefined } as unknown as RunCost;
  return { queue: new PredictionQueue(version as Manifest, runner, cost, runtime), runner, runtime };
}

const valuesOf = (prediction: Prediction) =>
  prediction.task === 'regression' ? [...prediction.values] : undefined;

/** Lets the event loop go round. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A gate that holds runs up until it is opened. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

afterEach(() => jest.restoreAllMocks());

describe('small requests', () => {
  it('that wait together run together, and each gets its own answer', async () => {
    const { queue, runner } = queueOf();
    const answers = await Promise.all([[1], [2, 3], [4], [5, 6, 7]].map((xs) => queue.predict(rowsOf(xs))));
    expect(runner.runs).toEqual([[1, 2, 3, 4, 5, 6, 7]]);
    expect(answers.map(valuesOf)).toEqual([[1], [2, 3], [4], [5, 6, 7]]);
  });

  it('run together up to 64 rows', async () => {
    const { queue, runner } = queueOf({}, {}, { chunkRows: 1000 });
    await Promise.all(rowsOf(150).map((row) => queue.predict([row])));
    expect(runner.runs.map(({ length }) => length)).toEqual([64, 64, 22]);
  });

  it('run together up to the size of a chunk, where rows take long', async () => {
    const { queue, runner } = queueOf({}, {}, { chunkRows: 2 });
    await Promise.all(rowsOf(5).map((row) => queue.predict([row])));
    expect(runner.runs.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it('run one by one without batching', async () => {
    const { queue, runner } = queueOf({}, { batching: false });
    const answers = await Promise.all([[1], [2, 3], [4]].map((xs) => queue.predict(rowsOf(xs))));
    expect(runner.runs).toEqual([[1], [2, 3], [4]]);
    expect(answers.map(valuesOf)).toEqual([[1], [2, 3], [4]]);
  });

  it('that come during a run go into the next one', async () => {
    const { open, opened } = gate();
    const { queue, runner } = queueOf({ before: () => opened });
    const first = queue.predict(rowsOf([1]));
    await turn();
    const others = [queue.predict(rowsOf([2])), queue.predict(rowsOf([3]))];
    open();
    expect((await Promise.all([first, ...others])).map(valuesOf)).toEqual([[1], [2], [3]]);
    expect(runner.runs).toEqual([[1], [2, 3]]);
  });

  it('do not fail for one among them that fails', async () => {
    const failure = new Error('13 is too much');
    const { queue, runner } = queueOf({
      before: (xs) => {
        if (xs.includes(13)) throw failure;
      },
    });
    const answers = await Promise.allSettled([[1], [13, 2], [3]].map((xs) => queue.predict(rowsOf(xs))));
    expect(answers).toEqual([
      { status: 'fulfilled', value: { task: 'regression', values: Float32Array.of(1) } },
      { status: 'rejected', reason: failure },
      { status: 'fulfilled', value: { task: 'regression', values: Float32Array.of(3) } },
    ]);
    expect(runner.runs).toEqual([[1, 13, 2, 3], [1], [13, 2], [3]]);
  });
});

describe('large requests', () => {
  it('run in chunks and are answered in order', async () => {
    const { queue, runner } = queueOf();
    expect(valuesOf(await queue.predict(rowsOf(25)))).toEqual([...Array(25).keys()]);
    expect(runner.runs.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('take turns with small ones', async () => {
    const { queue, runner } = queueOf();
    const large = queue.predict(rowsOf(30));
    const small = [100, 200].map((x) => queue.predict(rowsOf(Array(6).fill(x))));
    await Promise.all([large, ...small]);
    expect(runner.runs.map(([x]) => x)).toEqual([100, 0, 200, 10, 20]);
  });

  it('fail as a whole, and the next one runs', async () => {
    const { queue, runner } = queueOf({
      before: (xs) => {
        if (xs.includes(15)) throw new Error('no 15');
      },
    });
    const first = queue.predict(rowsOf(30));
    const second = queue.predict(rowsOf(Array(11).fill(1)));
    await expect(first).rejects.toThrow('no 15');
    expect(valuesOf(await second)).toEqual(Array(11).fill(1));
    expect(runner.runs).toHaveLength(4);
  });
});

describe('a full queue', () => {
  it.each([
    ['by rows', { maxQueuedRows: 12 }, [6, 6, 1]],
    ['by the time that small requests wait', { predictTimeoutMs: 50_000 }, [6, 1]],
    ['by the time that large requests wait', { predictTimeoutMs: 30_000 }, [31, 11]],
  ])('refuses: %s', async (_, options, sizes) => {
    const { queue, runtime, runner } = queueOf({}, options, { rowMs: 1000 });
    const rejected: unknown[] = [];
    runtime.events.on('rejected', (event) => rejected.push(event));
    const answers = await Promise.allSettled(sizes.map((size) => queue.predict(rowsOf(size))));
    const last = answers.pop();
    expect(answers.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(last).toMatchObject({ status: 'rejected', reason: { code: 'OVERLOADED' } });
    expect(rejected).toEqual([{ ...version, rows: sizes.at(-1) }]);
    const total = sizes.slice(0, -1).reduce((sum, size) => sum + size, 0);
    expect(runner.runs.flat()).toHaveLength(total);
    expect(valuesOf(await queue.predict(rowsOf([1])))).toEqual([1]);
  });

  it('says how many rows wait', async () => {
    const { queue } = queueOf({}, { maxQueuedRows: 2 });
    const waiting = queue.predict(rowsOf(2));
    await expect(queue.predict(rowsOf(1))).rejects.toThrow(
      'The queue of plain@1.0.0 must have room for the request, got 2 rows that wait. Send it again in a second.',
    );
    await waiting;
  });

  it('has room again for what was answered, has failed or was dropped', async () => {
    const { queue } = queueOf(
      {
        before: (xs) => {
          if (xs.includes(13)) throw new Error('13 is too much');
        },
      },
      { maxQueuedRows: 40 },
    );
    const gone = { signal: AbortSignal.abort() };
    await Promise.allSettled([
      ...[rowsOf(2), rowsOf([13]), rowsOf([14])].map((rows) => queue.predict(rows)),
      queue.predict(rowsOf(2), gone),
    ]);
    await Promise.allSettled([queue.predict(rowsOf(20)), queue.predict(rowsOf(12), gone)]);
    const answers = await Promise.allSettled([
      queue.predict(rowsOf([1])),
      queue.predict(rowsOf(Array(39).fill(1))),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  it('has room for a request of any size while nothing waits', async () => {
    const { queue } = queueOf({}, { maxQueuedRows: 5 });
    expect(valuesOf(await queue.predict(rowsOf(100)))).toHaveLength(100);
  });
});

describe('requests that nobody needs any more', () => {
  it('do not run when they have waited too long', async () => {
    const { open, opened } = gate();
    const { queue, runner, runtime } = queueOf({ before: () => opened }, { predictTimeoutMs: 20 });
    const clock = jest.spyOn(performance, 'now').mockReturnValue(100);
    const late: unknown[] = [];
    runtime.events.on('timedOut', (event) => late.push(event));
    const first = queue.predict(rowsOf([1]));
    await turn();
    const second = queue.predict(rowsOf([2]));
    clock.mockReturnValue(121);
    open();
    expect(valuesOf(await first)).toEqual([1]);
    await expect(second).rejects.toMatchObject({
      code: 'PREDICTION_TIMEOUT',
      message:
        'The prediction of 1 row by plain@1.0.0 must be done in time, got no answer after 21 ms. Send the request again.',
    });
    expect(runner.runs).toEqual([[1]]);
    expect(late).toEqual([{ ...version, rows: 1 }]);
  });

  it('do not run past the deadline of the request they are part of', async () => {
    const { queue, runner } = queueOf();
    const deadlineAt = performance.now() - 1;
    await expect(queue.predict(rowsOf([1]), { deadlineAt })).rejects.toMatchObject({
      code: 'PREDICTION_TIMEOUT',
    });
    expect(runner.runs).toEqual([]);
  });

  it('do not run when the client has gone, and large ones stop', async () => {
    const small = new AbortController();
    const large = new AbortController();
    const { queue, runner, runtime } = queueOf({ before: () => large.abort() });
    const gone: unknown[] = [];
    runtime.events.on('abandoned', (event) => gone.push(event));
    small.abort();
    const answers = await Promise.allSettled([
      queue.predict(rowsOf([1]), { signal: small.signal }),
      queue.predict(rowsOf(30), { signal: large.signal }),
    ]);
    expect(answers).toMatchObject(Array(2).fill({ reason: { code: 'REQUEST_ABANDONED' } }));
    expect(runner.runs).toHaveLength(1);
    expect(gone).toEqual([
      { ...version, rows: 1 },
      { ...version, rows: 30 },
    ]);
  });
});

describe('what the queue tells', () => {
  it('is each run, with the rows and the wait of each request in it', async () => {
    const events = new RuntimeEvents();
    const ran: unknown[] = [];
    events.on('ran', (event) => ran.push(event));
    const { queue } = queueOf({ runMs: 3 }, { events });
    await Promise.all([queue.predict(rowsOf(2)), queue.predict(rowsOf(1)), queue.predict(rowsOf(15))]);
    const number = expect.any(Number);
    expect(ran).toEqual([
      { ...version, rows: 3, queueMs: [number, number], runMs: 3 },
      { ...version, rows: 10, queueMs: [number], runMs: 3 },
      { ...version, rows: 5, queueMs: [], runMs: 3 },
    ]);
  });

  it('is the work that waits for the main thread, until it is done', async () => {
    const { queue, runtime } = queueOf();
    const answers = [queue.predict(rowsOf(4)), queue.predict(rowsOf(12))];
    expect(runtime.workload.waitingMs).toBe(16);
    await Promise.all(answers);
    expect(runtime.workload.waitingMs).toBe(0);
  });

  it('is no work for a model in a thread', async () => {
    const { queue, runtime } = queueOf({ isLocal: false });
    const answer = queue.predict(rowsOf(4));
    expect(runtime.workload.waitingMs).toBe(0);
    await answer;
  });
});
