import { Backoff } from '../../../src/server/supervisor/backoff';

it('the wait after failures grows from none to half a minute, until they are forgotten', () => {
  const backoff = new Backoff();
  const waits = Array.from({ length: 10 }, () => backoff.fail());
  expect(waits).toEqual([0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  backoff.reset();
  expect(backoff.fail()).toBe(0);
});
