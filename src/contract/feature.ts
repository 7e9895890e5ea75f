import { z } from 'zod';
import { dtypeSchema, numericDtypeSchema } from './dtype';

/**
 * The features of a contract as plain data. One schema per kind gives both the TypeScript type and the
 * check of files from outside.
 */

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

const common = {
  /** GraphQL field name, unique within the contract. */
  name: z.string().min(1),
  /** The column it comes from, as the data spells it. */
  source: z.string().min(1),
  description: z.string().optional(),
  /** Unit of measure, for people: `ft²`, `USD`. */
  unit: z.string().optional(),
  /** Whether a value may be missing; a missing value is NaN in the matrix. */
  nullable: z.boolean(),
};

const numberFeature = z.strictObject({
  ...common,
  kind: z.literal('number'),
  /** Whether only whole numbers are allowed; true for every integer dtype. */
  integer: z.boolean(),
  /** What the model takes it as; float32 when left out, as do all models trained here. */
  dtype: numericDtypeSchema.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Numbers that stand for "missing" in the data, such as 0 or -999. */
  missingValues: z.array(z.number()).optional(),
  example: z.number().optional(),
});

const category = z.strictObject({
  /** GraphQL enum value. */
  name: z.string().min(1),
  /** The text as the data spells it. */
  value: z.string(),
  description: z.string().optional(),
});

const categoryFeature = z.strictObject({
  ...common,
  kind: z.literal('category'),
  /** Open: a String, unseen values allowed (they encode as -1). Closed: a GraphQL enum. */
  open: z.boolean(),
  /** The vocabulary; a value encodes as its index in this list. */
  categories: z.array(category),
  /** The model takes the text itself, not its index. */
  dtype: z.literal('string').optional(),
  example: z.string().optional(),
});

const booleanFeature = z.strictObject({
  ...common,
  kind: z.literal('boolean'),
  /** How the data spells true and false, when not in one of the usual ways. */
  spelling: z.strictObject({ true: z.string(), false: z.string() }).optional(),
  example: z.boolean().optional(),
});

const dateFeature = z.strictObject({
  ...common,
  kind: z.literal('date'),
  min: z.string().regex(isoDate).optional(),
  max: z.string().regex(isoDate).optional(),
  example: z.string().regex(isoDate).optional(),
});

const tensorFeature = z.strictObject({
  ...common,
  kind: z.literal('tensor'),
  dtype: dtypeSchema,
  /** The axes of one row; at most one is null, which is any length: that of the list tells it. */
  shape: z.array(z.int().min(1).nullable()).min(1),
  /** Limits of every element. */
  min: z.number().optional(),
  max: z.number().optional(),
  nullable: z.literal(false),
});

export const featureSchema = z.discriminatedUnion('kind', [
  numberFeature,
  categoryFeature,
  booleanFeature,
  dateFeature,
  tensorFeature,
]);

export const categorySchema = category;

export type NumberFeature = z.infer<typeof numberFeature>;
export type CategoryFeature = z.infer<typeof categoryFeature>;
export type BooleanFeature = z.infer<typeof booleanFeature>;
export type DateFeature = z.infer<typeof dateFeature>;
/** A list of numbers, texts or booleans, row-major: an image, a sequence, a vector. */
export type TensorFeature = z.infer<typeof tensorFeature>;
export type Category = z.infer<typeof category>;
export type Feature = z.infer<typeof featureSchema>;
export type FeatureKind = Feature['kind'];

/** A value to show to people; tensors have none. */
export function exampleOf(feature: Feature): number | string | boolean | undefined {
  return feature.kind === 'tensor' ? undefined : feature.example;
}
