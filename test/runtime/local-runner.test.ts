import type { Prediction } from '../../src/contract';
import { localRunner } from '../../src/runtime/local-runner';
import type { ModelSession } from '../../src/runtime/session';

let now = 0;
beforeEach(() => {
  now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const prediction: Prediction = { task: 'regression', values: Float32Array.of(1) };

/** A session that encodes for 2 ms and runs, as ONNX Runtime does, for 30 ms in an immediate. */
const session: ModelSession = {
  run() {
    now += 2;
    return new Promise((resolve) => {
      setImmediate(() => {
        now += 30;
        resolve(prediction);
      });
    });
  },
  release: jest.fn(),
};

describe('a run on the main thread', () => {
  it('takes as long as it blocks', async () => {
    const running = localRunner(session).run([]);
    // Whatever goes on until the turn of the run comes.
    now += 500;
    expect(await running).toEqual({ prediction, runMs: 32 });
  });

  it('has its memory freed in the end', async () => {
    await localRunner(session).close();
    expect(session.release).toHaveBeenCalled();
  });
});
