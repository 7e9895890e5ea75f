import { z } from 'zod';

const endpoint = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  .optional()
  .describe('be an address with http or https');

// A percent sign stands for itself only where two digits follow: the values are encoded like addresses.
const headers = z
  .string()
  .regex(/^\s*[\w-]+=([^,%]|%[2-7][\dA-Fa-f])*(,\s*[\w-]+=([^,%]|%[2-7][\dA-Fa-f])*)*$/)
  .transform((text) => Object.fromEntries(text.split(',').map((pair) => headerOf(pair.trim()))))
  .default({})
  .describe('be headers like name=value, with commas between them');

const share = z
  .string()
  .regex(/^(0(\.\d{1,9})?|1(\.0{1,9})?)$/)
  .transform(Number)
  .default(1)
  .describe('be a number from 0 to 1');

/** The variables of the OpenTelemetry specification that are followed; by their usual names. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_HEADERS: headers,
  OTEL_SERVICE_NAME: z.string().max(255).default('predictql').describe('have at most 255 characters'),
  OTEL_TRACES_SAMPLER_ARG: share,
};

/** Where traces go, and how many. */
export interface TracingSettings {
  /** Address that takes traces as OTLP over HTTP. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
  /** The share of requests that are traced when their sender does not say. */
  readonly share: number;
}

/** Undefined when no endpoint is set: nothing is traced. */
export function tracingSettings(
  given: z.infer<z.ZodObject<typeof tracingVariables>>,
): TracingSettings | undefined {
  const base = given.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (base === undefined) return undefined;
  return {
    url: `${base.replace(/\/+$/, '')}/v1/traces`,
    headers: given.OTEL_EXPORTER_OTLP_HEADERS,
    service: given.OTEL_SERVICE_NAME,
    share: given.OTEL_TRACES_SAMPLER_ARG,
  };
}

function headerOf(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at).toLowerCase(), decodeURIComponent(pair.slice(at + 1).trim())];
}
