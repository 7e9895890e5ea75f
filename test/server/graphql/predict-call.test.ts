import type { FastifyRequest } from 'fastify';
import { callOf } from '../../../src/server/graphql/predict-call';

describe('what a prediction knows of its request', () => {
  it('is when it has to be answered', () => {
    jest.spyOn(performance, 'now').mockReturnValue(500);
    expect(callOf({ socket: {} } as FastifyRequest, 25_000).deadlineAt).toBe(25_500);
    jest.restoreAllMocks();
  });

  it('is whether the client still waits', () => {
    const socket = { destroyed: false };
    const { signal } = callOf({ socket } as FastifyRequest, 1);
    expect(signal?.aborted).toBe(false);
    socket.destroyed = true;
    expect(signal?.aborted).toBe(true);
  });
});
