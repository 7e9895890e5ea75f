import { z } from 'zod';
import { PredictqlError } from './errors';
import { schemaIssue } from './schema-issue';

const element = z.union([z.number(), z.string(), z.boolean()]);
const cell = z.union([element, z.null(), z.array(element).readonly()]);

const expectation = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('regression'), predictions: z.array(z.number()) }),
  z.strictObject({
    task: z.literal('classification'),
    /** Class index of each row. */
    labels: z.array(z.int().nonnegative()),
    /** [rows][classes] */
    probabilities: z.array(z.array(z.number())),
  }),
  z.strictObject({
    task: z.literal('tensors'),
    /** [rows][outputs], outputs in the target's order; values row-major, those of 64 bits as decimal texts. */
    rows: z.array(
      z.array(z.strictObject({ shape: z.array(z.int().nonnegative()), values: z.array(element) })),
    ),
  }),
]);

export const goldenSchema = z
  .strictObject({
    /** Rows in the contract's terms, categories as the data spells them. */
    rows: z.array(z.record(z.string(), cell)).min(1),
    /** What the model answered when it was made. */
    expected: expectation,
  })
  // A row without an answer would let a wrong model pass.
  .refine(({ rows, expected }) => isAnswered(rows.length, expected), {
    path: ['expected'],
    error: 'not one answer for each row',
  });

/** Rows with known answers: a version that does not reproduce them never serves. */
export type Golden = z.infer<typeof goldenSchema>;

function isAnswered(rows: number, expected: z.infer<typeof expectation>): boolean {
  if (expected.task === 'regression') return expected.predictions.length === rows;
  if (expected.task === 'tensors') return expected.rows.length === rows;
  const { labels, probabilities } = expected;
  const classes = probabilities[0]?.length;
  return (
    labels.length === rows &&
    probabilities.length === rows &&
    probabilities.every((row) => row.length === classes) &&
    labels.every((label) => label < classes)
  );
}

/** @throws PredictqlError `MANIFEST_INVALID` when the bytes are not a `golden.json` */
export function parseGolden(bytes: Uint8Array, model: string, version: string): Golden {
  const subject = `The golden rows of ${model}@${version}`;
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new PredictqlError('MANIFEST_INVALID', { subject, expected: 'be JSON', remedy }, { cause });
  }
  const { data, error } = goldenSchema.safeParse(content);
  if (error === undefined) return data;
  throw new PredictqlError('MANIFEST_INVALID', {
    subject,
    expected: 'hold rows and the answer to each',
    received: schemaIssue(error),
    remedy,
  });
}

const remedy = 'Restore the version from a backup, or train it again.';
