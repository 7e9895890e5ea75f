import type { Workload } from '../../../src/runtime';
import { LoadGauge } from '../../../src/server/load/load-gauge';

let now = 0;
beforeEach(() => {
  now = 1000;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const nextRound = () => new Promise((resolve) => setImmediate(resolve));

function gaugeOf(shedAfterMs: number, waitingMs = 0) {
  return new LoadGauge(shedAfterMs, { waitingMs } as Workload);
}

/** Asks for room so many times, each request taking so long; how many it took. */
function ask(gauge: LoadGauge, requests: number, eachMs: number): number {
  let taken = 0;
  for (let request = 0; request < requests; request++) {
    if (!gauge.takes()) continue;
    taken++;
    now += eachMs;
  }
  return taken;
}

describe('the load gauge', () => {
  it('takes what a round has time for', () => {
    expect(ask(gaugeOf(20), 1000, 0.125)).toBe(161);
  });

  it('begins anew with every round', async () => {
    const gauge = gaugeOf(20);
    ask(gauge, 1000, 0.1);
    expect(gauge.takes()).toBe(false);
    await nextRound();
    expect(gauge.takes()).toBe(true);
  });

  it('does not count the time between rounds', async () => {
    const gauge = gaugeOf(20);
    ask(gauge, 1, 0);
    await nextRound();
    now += 10_000;
    expect(ask(gauge, 100, 0.1)).toBe(100);
  });

  it('takes 64 requests of a round even when they are slow', () => {
    expect(ask(gaugeOf(20), 1000, 5)).toBe(64);
  });

  it('takes no more than a second of them', () => {
    expect(ask(gaugeOf(20), 1000, 300)).toBe(4);
  });

  it('takes nothing while more than a second of predictions waits', () => {
    expect(gaugeOf(20, 1000).takes()).toBe(true);
    expect(gaugeOf(20, 1001).takes()).toBe(false);
  });

  it('takes everything when it is told to', () => {
    expect(ask(gaugeOf(0, 5000), 1000, 300)).toBe(1000);
  });
});
