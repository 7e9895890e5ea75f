import type * as TensorFlow from '@tensorflow/tfjs-core';
import { PredictqlError } from '../../contract';

/** The library's own types; the library itself is loaded when a network is fitted, and not before. */
export type Tf = typeof TensorFlow;

/** What computes: native code, WebAssembly, or plain JavaScript. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

export interface LoadedTensorFlow {
  readonly tf: Tf;
  readonly backend: BackendName;
}

/** The fastest first. */
const everyBackend: readonly BackendName[] = ['tensorflow', 'wasm', 'cpu'];

/**
 * TensorFlow.js on the first of the backends that runs here.
 *
 * @throws PredictqlError `ESTIMATOR_UNFITTABLE` when none does
 */
export async function loadTensorFlow(
  backends: readonly BackendName[] = everyBackend,
): Promise<LoadedTensorFlow> {
  const tf = require('@tensorflow/tfjs-core') as Tf;
  // Outside production mode the plain backend praises the native one on stdout.
  tf.enableProdMode();
  const reasons: string[] = [];
  for (const backend of backends) {
    try {
      loadBackend(backend);
      if (await withoutNewListeners(() => tf.setBackend(backend))) return { tf, backend };
      reasons.push(`${backend} did not start`);
    } catch (error) {
      // A native library that is missing, broken or for another Node: each fails in its own way.
      reasons.push(`${backend}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  throw new PredictqlError('ESTIMATOR_UNFITTABLE', {
    subject: 'TensorFlow.js, which trains networks,',
    expected: 'have a backend that runs here',
    received: reasons.join('; '),
    remedy: 'Install the dependencies again: npm ci.',
  });
}

/** Loading a backend registers it with the library. */
function loadBackend(backend: BackendName): unknown {
  switch (backend) {
    case 'tensorflow':
      return require('@tensorflow/tfjs-node');
    case 'wasm':
      return require('@tensorflow/tfjs-backend-wasm');
    case 'cpu':
      return require('@tensorflow/tfjs-backend-cpu');
    default:
      return backend satisfies never;
  }
}

const failures = ['uncaughtException', 'unhandledRejection'] as const;

/** The WebAssembly backend's loader takes over what happens on errors of the whole process; this gives it back. */
async function withoutNewListeners<T>(work: () => Promise<T>): Promise<T> {
  const before = failures.map((event) => new Set<unknown>(process.listeners(event as 'uncaughtException')));
  try {
    return await work();
  } finally {
    for (const [index, event] of failures.entries()) {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[index].has(listener)) process.removeListener(event, listener);
      }
    }
  }
}
