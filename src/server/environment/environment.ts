import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { PredictqlError, shown } from '../../contract';
import { type TracingSettings, tracingSettings, tracingVariables } from '../tracing/tracing-settings';
import { flag, wholeNumber } from './environment-values';
import { type GuardSettings, guardSettings, guardVariables } from './guard-environment';
import { type RuntimeSettings, runtimeSettings, runtimeVariables } from './runtime-environment';

// Each description completes "Environment variable X must ..."; a default or optional drops one before it.
const variables = z.object({
  PORT: wholeNumber(0, 65_535, 4000),
  HOST: z.string().max(255).optional().describe('be a host name or an address'),
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .optional()
    .describe('be production, development or test'),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('be error, warn, info or debug'),
  PREDICTQL_REGISTRY: z
    .string()
    .default('registry')
    .describe('be the path of a folder, or s3://bucket/prefix'),
  PREDICTQL_MAX_ROWS: wholeNumber(1, 1_000_000, 1000),
  WEB_CONCURRENCY: wholeNumber(1, 256, Math.min(256, availableParallelism())),
  PREDICTQL_RELOAD_SECONDS: wholeNumber(0, 86_400, 3),
  PREDICTQL_WORKER_DEADLINE_SECONDS: wholeNumber(2, 3600, 10),
  PREDICTQL_LOAD_DEADLINE_SECONDS: wholeNumber(2, 3600, 60),
  PREDICTQL_INTROSPECTION: flag,
  ...guardVariables,
  ...runtimeVariables,
  ...tracingVariables,
});

/** What the server is told from outside, read once and checked. */
export interface Environment extends GuardSettings, RuntimeSettings {
  readonly port: number;
  readonly host: string;
  readonly isProduction: boolean;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly registry: string;
  /** Rows that one predict query may carry. */
  readonly maxRows: number;
  /** Worker processes. */
  readonly workers: number;
  /** How often the registry is looked at for changes; 0: never. */
  readonly reloadMs: number;
  /** A worker that gives no sign of life for so long is killed. */
  readonly workerDeadlineMs: number;
  /** A worker that needs longer for one version, or to start, is killed. */
  readonly loadDeadlineMs: number;
  /** Whether clients may read the schema and see the landing page. */
  readonly introspection: boolean;
  /** Where traces go; undefined: nowhere. */
  readonly tracing: TracingSettings | undefined;
}

/**
 * The environment with its defaults. An empty variable counts as not set.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID` that names every variable with an unusable value
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw environmentInvalid(parsed.error.issues, given);
  const { NODE_ENV, HOST, PREDICTQL_INTROSPECTION, ...rest } = parsed.data;
  const isProduction = NODE_ENV === 'production';
  return {
    port: rest.PORT,
    // Inside a container only the outside world can ask; on a developer's machine it should not.
    host: HOST ?? (isProduction ? '0.0.0.0' : 'localhost'),
    isProduction,
    logLevel: rest.LOG_LEVEL,
    registry: rest.PREDICTQL_REGISTRY,
    maxRows: rest.PREDICTQL_MAX_ROWS,
    workers: rest.WEB_CONCURRENCY,
    reloadMs: rest.PREDICTQL_RELOAD_SECONDS * 1000,
    workerDeadlineMs: rest.PREDICTQL_WORKER_DEADLINE_SECONDS * 1000,
    loadDeadlineMs: rest.PREDICTQL_LOAD_DEADLINE_SECONDS * 1000,
    introspection: PREDICTQL_INTROSPECTION ?? !isProduction,
    tracing: tracingSettings(rest),
    ...runtimeSettings(rest),
    ...guardSettings(rest, { isProduction, maxRows: rest.PREDICTQL_MAX_ROWS }),
  };
}

function environmentInvalid(
  issues: readonly { readonly path: readonly PropertyKey[] }[],
  given: Readonly<Record<string, string | undefined>>,
): PredictqlError {
  const names = [...new Set(issues.map(({ path }) => String(path[0])))];
  const [first, ...others] = names.map((name) => ({
    subject: `Environment variable ${name}`,
    expected: variables.shape[name as keyof typeof variables.shape].description ?? 'be usable',
    received: shown(given[name]),
  }));
  const rest = others.map(
    ({ subject, expected, received }) => `${subject} must ${expected}, got ${received}.`,
  );
  return new PredictqlError('ENVIRONMENT_INVALID', {
    ...first,
    remedy: [...rest, 'Correct it or leave it out.'].join(' '),
  });
}
