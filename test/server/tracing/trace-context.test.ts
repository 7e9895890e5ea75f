import { traceContextOf } from '../../../src/server/tracing/trace-context';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

it.each([
  `00-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-03`,
  `cc-${traceId}-${parentId}-01-more`,
])('goes on with %s', (header) => expect(traceContextOf(header, 0)).toEqual({ traceId, parentId }));

it.each([
  undefined,
  '',
  'nonsense',
  `00-${traceId}-${parentId}`,
  `00-${traceId.toUpperCase()}-${parentId}-01`,
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `ff-${traceId}-${parentId}-01`,
])('begins a trace of its own instead of %s', (header) => {
  const context = traceContextOf(header, 1);
  expect(context).toEqual({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/), parentId: undefined });
  expect(context?.traceId).not.toBe(traceId);
});
