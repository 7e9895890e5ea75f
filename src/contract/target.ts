import { z } from 'zod';
import { categorySchema } from './feature';

/** What a model predicts, as plain data. */

const common = {
  /** GraphQL field name of the prediction (regression) or of the label (classification). */
  name: z.string().min(1),
  /** The column that holds the truth in training data. */
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

export const targetSchema = z.discriminatedUnion('task', [regressionTarget, classificationTarget]);

export type RegressionTarget = z.infer<typeof regressionTarget>;
export type ClassificationTarget = z.infer<typeof classificationTarget>;
export type Target = z.infer<typeof targetSchema>;
export type TaskName = Target['task'];
