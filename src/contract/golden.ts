import { z } from 'zod';
import { PredictqlError } from './errors';

const cell = z.union([z.number(), z.string(), z.boolean(), z.null()]);

export const goldenSchema = z.strictObject({
  /** Rows in the contract's terms, categories as the data spells them. */
  rows: z.array(z.record(z.string(), cell)).min(1),
  /** What the model answered when it was made; float32 values. */
  expected: z.discriminatedUnion('task', [
    z.strictObject({ task: z.literal('regression'), predictions: z.array(z.number()) }),
    z.strictObject({
      task: z.literal('classification'),
      /** Class index of each row. */
      labels: z.array(z.int().nonnegative()),
      /** [rows][classes] */
      probabilities: z.array(z.array(z.number())),
    }),
  ]),
});

/** Rows with known answers: a version that does not reproduce them never serves. */
export type Golden = z.infer<typeof goldenSchema>;

/** @throws PredictqlError `MANIFEST_INVALID` when the bytes are not a `golden.json` */
export function parseGolden(bytes: Uint8Array, model: string, version: string): Golden {
  try {
    return goldenSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new PredictqlError(
      'MANIFEST_INVALID',
      {
        subject: `The golden rows of ${model}@${version}`,
        expected: 'be JSON with rows and their expected outputs',
        remedy: 'Restore the version from a backup, or train it again.',
      },
      { cause },
    );
  }
}
