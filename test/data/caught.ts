import { type ErrorCode, PredictqlError } from '../../src/contract';

/** The error that the work fails with; it must be one of the catalogue, with this code. */
export async function caught(code: ErrorCode, work: () => unknown): Promise<PredictqlError> {
  let result: unknown;
  try {
    result = await work();
  } catch (error) {
    if (!(error instanceof PredictqlError)) throw error;
    expect(error.code).toBe(code);
    return error;
  }
  throw new Error(`It should have failed with ${code}, but gave ${JSON.stringify(result)?.slice(0, 200)}`);
}
