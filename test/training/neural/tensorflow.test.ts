import { loadTensorFlow } from '../../../src/training/neural/tensorflow';

const native = { load: (): unknown => ({}) };
jest.mock('@tensorflow/tfjs-node', () => native.load(), { virtual: true });

/** Ways in which a native library fails to load, none of them the usual one. */
const failures: readonly (readonly [string, () => never])[] = [
  [
    'is not there',
    () => {
      throw Object.assign(new Error("Cannot find module '@tensorflow/tfjs-node'"), {
        code: 'MODULE_NOT_FOUND',
      });
    },
  ],
  [
    'is for another Node',
    () => {
      throw new TypeError('(0, util_1.isNullOrUndefined) is not a function');
    },
  ],
  [
    'lacks its binding',
    () => {
      throw new Error('The Node.js native addon module (tfjs_binding.node) can not be found');
    },
  ],
];

describe('TensorFlow.js', () => {
  beforeEach(() => jest.resetModules());

  it.each(failures)('runs on WebAssembly where the native library %s', async (_, load) => {
    native.load = load;
    const { tf, backend } = await loadTensorFlow();
    expect(backend).toBe('wasm');
    expect(tf.sum(tf.tensor1d([1, 2, 3])).dataSync()[0]).toBe(6);
  });

  it('leaves the errors of the process to whoever cared for them before', async () => {
    native.load = failures[0][1];
    const before = ['uncaughtException', 'unhandledRejection'].map((event) =>
      process.listeners(event as 'exit'),
    );
    await loadTensorFlow(['wasm']);
    const after = ['uncaughtException', 'unhandledRejection'].map((event) =>
      process.listeners(event as 'exit'),
    );
    expect(after).toEqual(before);
  });

  it('tells why when no backend runs', async () => {
    native.load = failures[1][1];
    await expect(loadTensorFlow(['tensorflow'])).rejects.toMatchObject({
      code: 'ESTIMATOR_UNFITTABLE',
      message:
        'TensorFlow.js, which trains networks, must have a backend that runs here, got tensorflow: (0, util_1.isNullOrUndefined) is not a function. Install the dependencies again: npm ci.',
    });
  });

  it('says nothing of its own', async () => {
    const said: unknown[] = [];
    const spies = (['log', 'warn', 'info', 'error'] as const).map((name) =>
      jest.spyOn(console, name).mockImplementation((...texts) => void said.push(texts)),
    );
    const { tf } = await loadTensorFlow(['cpu']);
    tf.add(tf.tensor1d([1]), 1).dataSync();
    for (const spy of spies) spy.mockRestore();
    expect(said).toEqual([]);
  });
});
