import { PredictqlError } from '../contract';
import { inspectModel } from './inspect-model';
import type { GuardedAnswer, GuardedRequest } from './protocol';
import { sampleModel } from './sample-model';

// The process that a foreign file is opened in, see GuardedProcess: it is asked by messages, one at a time.

/** The file that a version will hold, once it is inspected. */
let artifact: Uint8Array | undefined;

async function answer(request: GuardedRequest): Promise<GuardedAnswer> {
  try {
    if (request.kind === 'inspect') {
      const inspected = await inspectModel(request);
      artifact = inspected.artifact;
      return { answer: inspected.inspection };
    }
    if (artifact === undefined) throw new Error('A model must be inspected before it is sampled.');
    return { answer: await sampleModel(artifact, request) };
  } catch (error) {
    if (error instanceof PredictqlError) return { error: { code: error.code, parts: error.parts } };
    throw error;
  }
}

process.on('message', (request: GuardedRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
// The one who asks is gone.
process.on('disconnect', () => process.exit());
