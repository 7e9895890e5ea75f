import { Socket } from 'node:net';
import { Doorman } from '../../../src/server/supervisor/doorman';
import type { WorkerProcess } from '../../../src/server/supervisor/worker-process';

/** A worker that takes what it is handed when the test says so. */
class FakeWorker {
  readonly handed: Socket[] = [];
  untaken = 0;

  hand(connection: Socket): void {
    this.handed.push(connection);
    this.untaken++;
  }
}

function workers(count: number) {
  const fakes = Array.from({ length: count }, () => new FakeWorker());
  return { fakes, real: fakes as unknown as WorkerProcess[] };
}

let doorman: Doorman;

beforeEach(() => {
  doorman = new Doorman();
});

function admit(count: number, taken: readonly FakeWorker[] = []): void {
  for (let connection = 0; connection < count; connection++) {
    doorman.admit(new Socket());
    for (const worker of taken) worker.untaken = 0;
  }
}

describe('a doorman', () => {
  it('hands connections to the workers in turn', () => {
    const { fakes, real } = workers(3);
    for (const worker of real) doorman.add(worker);
    admit(7, fakes);
    expect(fakes.map(({ handed }) => handed.length)).toEqual([3, 2, 2]);
  });

  it('hands a worker that does not take what it has nothing more while others do', () => {
    const { fakes, real } = workers(2);
    for (const worker of real) doorman.add(worker);
    const [stuck, quick] = fakes;
    admit(10, [quick]);
    expect([stuck.handed.length, quick.handed.length]).toEqual([1, 9]);
  });

  it('keeps connections waiting until there is a worker', () => {
    const { fakes, real } = workers(2);
    doorman.add(real[0]);
    doorman.remove(real[0]);
    admit(3);
    doorman.add(real[1]);
    expect(fakes.map(({ handed }) => handed.length)).toEqual([0, 3]);
  });

  it('turns away what is too much to wait, and everything when it closes', () => {
    const connections = Array.from({ length: 1025 }, () => new Socket());
    for (const connection of connections) doorman.admit(connection);
    expect(connections.map(({ destroyed }) => destroyed).filter(Boolean)).toHaveLength(1);
    expect(connections[1024].destroyed).toBe(true);
    doorman.close();
    expect(connections.every(({ destroyed }) => destroyed)).toBe(true);
  });
});
