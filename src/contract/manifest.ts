import { z } from 'zod';
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

/** How contract fields feed the ONNX inputs. `matrix`: one float32 [N, features] in contract order. */
const bindingSchema = z.strictObject({ kind: z.literal('matrix'), input: z.string() });

export const manifestSchema = z.strictObject({
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
  training: z.strictObject({
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
  }),
  assessment: z.strictObject({ metrics: z.array(metricSchema) }),
  createdAt: z.iso.datetime(),
});

export type Metric = z.infer<typeof metricSchema>;

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
    return { ...manifest, contract: sealContract(manifest.contract) };
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
