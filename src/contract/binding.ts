import { z } from 'zod';
import { dtypeSchema } from './dtype';

/** How the features of a contract feed the inputs of an ONNX model, and where its answer is. */

/** One float32 [N, features] in contract order; outputs by their usual names, labels by index. */
const matrixBinding = z.strictObject({ kind: z.literal('matrix'), input: z.string().min(1) });

const tensorInput = z.strictObject({
  /** Name of the ONNX input. */
  input: z.string().min(1),
  dtype: dtypeSchema,
  /** Number of its axes, that of the rows included. */
  rank: z.int().min(0),
  /** What feeds it, by name: one tensor feature, or one or more others as the columns of a row. */
  features: z.array(z.string()).min(1),
  /**
   * What a missing value becomes, the same for all its features. Floats become NaN when it is left out;
   * the others need it when one of their features may be null.
   */
  missing: z.union([z.number(), z.string()]).optional(),
});

const outputName = z.string().min(1);

const tensorsBinding = z.strictObject({
  kind: z.literal('tensors'),
  /**
   * What the first axis of the inputs and outputs is. `dynamic`: the rows, any number. `one`: the rows, and
   * there is one to a run. `none`: no axis of rows at all, so that there is also one to a run.
   */
  batch: z.enum(['dynamic', 'one', 'none']),
  inputs: z.array(tensorInput).min(1),
  /** The outputs that answer a regression or a classification; those of tensors are in the target. */
  outputs: z.union([
    z.strictObject({ prediction: outputName }),
    z.strictObject({ label: outputName, probabilities: outputName }),
    z.strictObject({}),
  ]),
});

export const bindingSchema = z.discriminatedUnion('kind', [matrixBinding, tensorsBinding]);

export type MatrixBinding = z.infer<typeof matrixBinding>;
export type TensorInput = z.infer<typeof tensorInput>;
export type TensorsBinding = z.infer<typeof tensorsBinding>;
export type Binding = z.infer<typeof bindingSchema>;
