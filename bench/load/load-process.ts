import autocannon from 'autocannon';
import type { Load, LoadResult } from './load';

/** Answers every load that it is sent with what came of it. */
process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result));
});

async function run({
  url,
  bodies,
  connections,
  seconds,
}: Load): Promise<LoadResult | { readonly error: string }> {
  let connection = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    // It ends when the next sample is due.
    sampleInt: 50,
    setupClient(client) {
      const first = connection++ % bodies.length;
      const inTurn = [...bodies.slice(first), ...bodies.slice(0, first)];
      client.setRequests(
        inTurn.map((body) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body })),
      );
    },
  });
  const { errors, timeouts, non2xx, latency, duration } = result;
  if (errors + timeouts + non2xx > 0) {
    return {
      error: `${errors} errors, ${timeouts} timeouts and ${non2xx} answers that are not 200 of ${url}`,
    };
  }
  return { requests: result['2xx'], seconds: duration, p50Ms: latency.p50, p99Ms: latency.p99 };
}
