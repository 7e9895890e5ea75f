import { z } from 'zod';
import { dtypeSchema } from './dtype';
import { categorySchema } from './feature';

/** What a model predicts, as plain data. */

const common = {
  /** GraphQL field name of the prediction (regression); else what people call it. */
  name: z.string().min(1),
  /** The column that holds the truth in training data; of imported models, what their file calls it. */
  source: z.string().min(1),
  description: z.string().optional(),
};

const regressionTarget = z.strictObject({
  ...common,
  task: z.literal('regression'),
  unit: z.string().optional(),
});

const classificationTarget = z.strictObject({
  ...common,
  task: z.literal('classification'),
  /** The classes in the order of the probability columns. */
  classes: z.array(categorySchema).min(2),
  /** The class that binary metrics count as positive, by value. */
  positive: z.string().optional(),
});

const targetOutput = z.strictObject({
  /** GraphQL field name, unique within the target. */
  name: z.string().min(1),
  /** The output of the ONNX model. */
  source: z.string().min(1),
  dtype: dtypeSchema,
  /** The axes of one row; null is any length, [] a single value. */
  shape: z.array(z.int().nonnegative().nullable()),
  description: z.string().optional(),
  unit: z.string().optional(),
});

/** Outputs of an imported model as they are: nothing is known of what they mean. */
const tensorsTarget = z.strictObject({
  ...common,
  task: z.literal('tensors'),
  outputs: z.array(targetOutput).min(1),
});

export const targetSchema = z.discriminatedUnion('task', [
  regressionTarget,
  classificationTarget,
  tensorsTarget,
]);

export type RegressionTarget = z.infer<typeof regressionTarget>;
export type ClassificationTarget = z.infer<typeof classificationTarget>;
export type TensorsTarget = z.infer<typeof tensorsTarget>;
export type TargetOutput = z.infer<typeof targetOutput>;
export type Target = z.infer<typeof targetSchema>;
/** A target of which data may hold the truth. */
export type SupervisedTarget = RegressionTarget | ClassificationTarget;
/** The tasks that a model can be trained for. */
export type TaskName = SupervisedTarget['task'];
