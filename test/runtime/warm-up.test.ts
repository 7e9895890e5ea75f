import { warmUp } from '../../src/runtime/warm-up';
import { fakeRunner, rowsOf } from './fake-runner';

const sizesOf = (runs: readonly (readonly number[])[]) => [...new Set(runs.map(({ length }) => length))];

describe('the warm-up', () => {
  it('runs one row, a batch and a chunk', async () => {
    const runner = fakeRunner({ runMs: 0.1 });
    const figures = await warmUp(runner, rowsOf(3));
    expect(figures).toEqual({ rowRunMs: 0.1, batchRowMs: 0.1 / 64 });
    expect(sizesOf(runner.runs)).toEqual([1, 64, 1024]);
    expect(runner.runs.find(({ length }) => length === 64)?.slice(0, 5)).toEqual([0, 1, 2, 0, 1]);
  });

  it('does not run batches that the model would never get', async () => {
    const runner = fakeRunner({ runMs: 20 });
    expect(await warmUp(runner, rowsOf(3))).toEqual({ rowRunMs: 20, batchRowMs: 20 });
    expect(sizesOf(runner.runs)).toEqual([1]);
  });

  it('stops asking for single rows when they take long', async () => {
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const runner = fakeRunner({
      runMs: 30,
      before: () => {
        now += 30;
      },
    });
    await warmUp(runner, rowsOf(1));
    expect(runner.runs).toHaveLength(2);
    clock.mockRestore();
  });

  it('takes the fastest run for the truth', async () => {
    const times = [9, 3, 5];
    const runner = { ...fakeRunner(), run: async () => ({ prediction: never, runMs: times.shift() ?? 30 }) };
    const never = { task: 'regression', values: Float32Array.of(0) } as const;
    expect(await warmUp(runner, rowsOf(1))).toMatchObject({ rowRunMs: 3 });
  });
});
