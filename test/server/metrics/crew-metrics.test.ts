import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CrewMetrics } from '../../../src/server/metrics';
import { samplesOf } from './samples-of';

/** A worker that counts answers, and that answers when it is asked unless it is stuck. */
class FakeWorker {
  readonly registry = new Registry();
  readonly #registers = [this.registry];
  readonly answers = new Counter({
    name: 'answers',
    help: 'h',
    labelNames: ['code'],
    registers: this.#registers,
  });
  readonly seconds = new Histogram({
    name: 'seconds',
    help: 'h',
    buckets: [1, 2],
    registers: this.#registers,
  });
  readonly memory = new Gauge({ name: 'memory', help: 'h', registers: this.#registers });
  isStuck = false;

  constructor(private readonly crew: CrewMetrics<FakeWorker>) {
    crew.add(this);
  }

  measure(): void {
    if (!this.isStuck) void this.report();
  }

  async report(): Promise<void> {
    this.crew.take(this, await this.registry.getMetricsAsJSON());
  }
}

let crew: CrewMetrics<FakeWorker>;
let workers: FakeWorker[];

beforeEach(() => {
  const own = new Registry();
  new Gauge({ name: 'workers', help: 'h', registers: [own] }).set(2);
  crew = new CrewMetrics(own);
  workers = [new FakeWorker(crew), new FakeWorker(crew)];
});

afterEach(() => jest.useRealTimers());

it('adds up what all workers have counted, beside what the supervisor knows', async () => {
  workers[0].answers.inc({ code: 'A' }, 2);
  workers[1].answers.inc({ code: 'A' }, 3);
  workers[1].answers.inc({ code: 'B' });
  workers[0].seconds.observe(0.5);
  workers[1].seconds.observe(1.5);
  for (const worker of workers) worker.memory.set(100);
  const text = await crew.text();
  expect(samplesOf(text, 'answers')).toEqual({ '{code="A"}': 5, '{code="B"}': 1 });
  expect(samplesOf(text, 'seconds_bucket')).toEqual({ '{le="1"}': 1, '{le="2"}': 2, '{le="+Inf"}': 2 });
  expect(samplesOf(text, 'memory')).toEqual({ '': 200 });
  expect(samplesOf(text, 'workers')).toEqual({ '': 2 });
});

it('keeps what workers that have ended counted, and forgets how they were', async () => {
  for (const worker of workers) {
    worker.answers.inc({ code: 'A' });
    worker.seconds.observe(1);
    worker.memory.set(100);
    await worker.report();
  }
  // Both at once: neither may be lost.
  for (const worker of workers) crew.remove(worker);
  const successor = new FakeWorker(crew);
  successor.answers.inc({ code: 'A' });
  const text = await crew.text();
  expect(samplesOf(text, 'answers')).toEqual({ '{code="A"}': 3 });
  expect(samplesOf(text, 'seconds_count')).toEqual({ '': 2 });
  expect(samplesOf(text, 'memory')).toEqual({ '': 0 });
});

it('tells of a worker that does not answer what it sent last', async () => {
  workers[0].answers.inc({ code: 'A' });
  await crew.text();
  jest.useFakeTimers();
  workers[0].isStuck = true;
  workers[1].answers.inc({ code: 'A' });
  const text = crew.text();
  await jest.advanceTimersByTimeAsync(1000);
  expect(samplesOf(await text, 'answers')).toEqual({ '{code="A"}': 2 });
});

it('does not wait for a worker that ends', async () => {
  workers[0].isStuck = true;
  const text = crew.text();
  crew.remove(workers[0]);
  expect(samplesOf(await text, 'workers')).toEqual({ '': 2 });
});

it('knows nothing of a worker that it was not told of', async () => {
  const [stranger] = workers;
  crew.remove(stranger);
  stranger.answers.inc({ code: 'A' });
  await stranger.report();
  expect(samplesOf(await crew.text(), 'answers')).toEqual({});
});

it('answers when there is no worker', async () => {
  for (const worker of workers) crew.remove(worker);
  expect(samplesOf(await crew.text(), 'workers')).toEqual({ '': 2 });
});
