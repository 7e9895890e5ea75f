import { z } from 'zod';
import { bindingSchema } from './binding';
import { assertBinding } from './binding-check';
import { contractSchema, sealContract } from './contract';
import { errorMessage, PredictqlError } from './errors';
import { schemaIssue } from './schema-issue';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One figure of an assessment, with its confidence limits where they were computed. */
export const metricSchema = z.strictObject({
  /** Name as in the field: `rmse`, `rmseLog`, `rocAuc`. */
  name: z.string().min(1),
  /** The rows it was measured on: `train`, `holdout`. */
  split: z.string().min(1),
  value: z.number(),
  lower: z.number().optional(),
  upper: z.number().optional(),
  higherIsBetter: z.boolean(),
  unit: z.string().optional(),
});

const trainingSchema = z.strictObject({
  estimator: z.string(),
  parameters: z.record(z.string(), z.json()),
  /** What each step of the pipeline did, in order. */
  steps: z.array(z.strictObject({ step: z.string(), outputs: z.int(), detail: z.json().optional() })),
  seed: z.int(),
  /** Rows the model was fitted on. */
  rows: z.int().nonnegative(),
  holdoutRows: z.int().nonnegative(),
  dataset: z.strictObject({ source: z.string(), sha256 }),
  codeRevision: z.string().optional(),
  tools: z.record(z.string(), z.string()),
  seconds: z.number().nonnegative(),
});

/** Where a model from elsewhere came from. */
const importedSchema = z.strictObject({
  /** Name of the file, without its folder. */
  file: z.string().min(1),
  /** Of the file as it came, which the artifact may differ from by what was cut. */
  sha256,
  bytes: z.int().nonnegative(),
  /** The program that wrote it, as the file says. */
  producer: z.string().optional(),
  producerVersion: z.string().optional(),
  /** What was taken out of the file, in words: `ZipMap 'zip'`. */
  cut: z.array(z.string()).optional(),
});

const manifestShape = z.strictObject({
  formatVersion: z.literal(1),
  model: z.string(),
  version: z.string(),
  contract: contractSchema,
  binding: bindingSchema,
  artifact: z.strictObject({
    sha256,
    bytes: z.int().nonnegative(),
    irVersion: z.int(),
    opsets: z.record(z.string(), z.int()),
  }),
  golden: z.strictObject({ sha256, rows: z.int().nonnegative() }),
  /** How it was learned; left out for a model from elsewhere, which tells `imported` instead. */
  training: trainingSchema.optional(),
  imported: importedSchema.optional(),
  assessment: z.strictObject({
    metrics: z.array(metricSchema),
    /** SHA-256 of each file in the version's `assessment` folder, by name; left out when there are none. */
    files: z.record(z.string(), sha256).optional(),
  }),
  createdAt: z.iso.datetime(),
});

export const manifestSchema = manifestShape.refine(
  ({ training, imported }) => (training === undefined) !== (imported === undefined),
  { error: 'either training or imported' },
);

export type Metric = z.infer<typeof metricSchema>;
export type Training = z.infer<typeof trainingSchema>;
export type Imported = z.infer<typeof importedSchema>;

/** What a version says of itself; written once, next to the artifact it describes. */
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * The manifest in the bytes of a `manifest.json`, checked against the place it was found.
 *
 * @throws PredictqlError `MANIFEST_INVALID` when it is no manifest or describes another version
 */
export function parseManifest(bytes: Uint8Array, model: string, version: string): Manifest {
  const subject = `The manifest of ${model}@${version}`;
  let parsed: ReturnType<typeof manifestSchema.safeParse>;
  try {
    // The schema is in here too: it recurses into parameters, which may nest deeper than the stack.
    parsed = manifestSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new PredictqlError(
      'MANIFEST_INVALID',
      { subject, expected: 'be readable JSON', remedy },
      { cause },
    );
  }
  const { data: manifest, error } = parsed;
  if (error !== undefined) {
    throw new PredictqlError('MANIFEST_INVALID', {
      subject,
      expected: 'follow manifest format 1',
      received: schemaIssue(error),
      remedy,
    });
  }
  const claimed = `${manifest.model}@${manifest.version}`;
  const major = Number(version.split('.')[0]);
  if (
    claimed !== `${model}@${version}` ||
    manifest.contract.model !== model ||
    manifest.contract.major !== major
  ) {
    throw new PredictqlError('MANIFEST_INVALID', {
      subject,
      expected: `describe ${model}@${version}`,
      received: `${claimed} with the contract of ${manifest.contract.model} v${manifest.contract.major}`,
      remedy,
    });
  }
  try {
    const contract = sealContract(manifest.contract);
    assertBinding(contract, manifest.binding);
    return { ...manifest, contract };
  } catch (cause) {
    if (!(cause instanceof PredictqlError)) throw cause;
    const received = `one with a fault: ${errorMessage({ ...cause.parts, remedy: undefined }).slice(0, -1)}`;
    throw new PredictqlError(
      'MANIFEST_INVALID',
      { subject, expected: 'hold a sound contract', received, remedy },
      { cause },
    );
  }
}

const remedy = 'Restore the version from a backup, or train it again.';
