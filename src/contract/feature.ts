import { z } from 'zod';

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
  /** Whether only whole numbers are allowed. */
  integer: z.boolean(),
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

export const featureSchema = z.discriminatedUnion('kind', [
  numberFeature,
  categoryFeature,
  booleanFeature,
  dateFeature,
]);

export const categorySchema = category;

export type NumberFeature = z.infer<typeof numberFeature>;
export type CategoryFeature = z.infer<typeof categoryFeature>;
export type BooleanFeature = z.infer<typeof booleanFeature>;
export type DateFeature = z.infer<typeof dateFeature>;
export type Category = z.infer<typeof category>;
export type Feature = z.infer<typeof featureSchema>;
export type FeatureKind = Feature['kind'];
