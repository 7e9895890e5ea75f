import { z } from 'zod';
import { PredictqlError } from '../../contract';
import type { AccessSettings, JwtSettings } from '../auth';
import { flag, optionalNumber, wholeNumber } from './environment-values';

const isLoopback = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host);

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/** Keys that came over a readable connection prove nothing. */
const keyAddress = z
  .string()
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  })
  .transform((text) => new URL(text))
  .optional()
  .describe('be an address with https');

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine((given) => given.every(isOrigin))
  .default([])
  .describe('be origins like https://example.org, with commas between them');

const text = z.string().optional();

/** The variables that say who may ask for how much. */
export const guardVariables = {
  PREDICTQL_API_KEYS: text,
  PREDICTQL_API_KEYS_FILE: text,
  PREDICTQL_JWKS_URL: keyAddress,
  PREDICTQL_JWT_PUBLIC_KEY: text,
  PREDICTQL_JWT_ISSUER: text,
  PREDICTQL_JWT_AUDIENCE: text,
  PREDICTQL_JWT_ROLE_CLAIM: z.string().default('role'),
  PREDICTQL_ALLOW_ANONYMOUS: flag,
  PREDICTQL_RATE_LIMIT: optionalNumber(0, 1_000_000),
  PREDICTQL_TRUST_PROXY: wholeNumber(0, 10, 0),
  PREDICTQL_CORS_ORIGINS: origins,
  PREDICTQL_MAX_BODY_BYTES: wholeNumber(1024, 1024 ** 3, 8 * 1024 ** 2),
  PREDICTQL_MAX_COMPLEXITY: optionalNumber(100, 1_000_000_000),
  PREDICTQL_LOG_FEATURES: flag,
  PREDICTQL_METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,1024}$/)
    .optional()
    .describe('have 16 to 1024 characters without spaces'),
};

type Given = z.infer<z.ZodObject<typeof guardVariables>>;

/** Who may ask a server, for how much and from where. */
export interface GuardSettings extends AccessSettings {
  /** Requests per minute of one client and worker; 0: any number. */
  readonly rateLimit: number;
  /** Proxies in front of the server, whose `x-forwarded-for` tells the address of the client. */
  readonly trustedProxies: number;
  /** Origins whose pages may ask. */
  readonly corsOrigins: readonly string[];
  /** Largest body of a request. */
  readonly maxBodyBytes: number;
  /** Values that one answer may hold. */
  readonly maxComplexity: number;
  /** Whether the log holds the variables of requests. */
  readonly logFeatures: boolean;
  /** A secret that opens `/metrics` and nothing else. */
  readonly metricsToken?: string;
}

/** A hundred requests a second: what a busy client of one row each needs, and what one core can do for ten. */
const requestsPerMinute = 6000;

/** Room for a hundred values of each row, and for the metadata of any registry. */
const valuesPerRow = 100;
const leastComplexity = 100_000;

/**
 * The settings that the variables make.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID` when nobody could ask the server, or tokens cannot be checked
 */
export function guardSettings(
  given: Given,
  { isProduction, maxRows }: { readonly isProduction: boolean; readonly maxRows: number },
): GuardSettings {
  const { PREDICTQL_API_KEYS: apiKeys, PREDICTQL_API_KEYS_FILE: apiKeysFile } = given;
  const jwt = jwtSettings(given);
  const allowAnonymous = given.PREDICTQL_ALLOW_ANONYMOUS ?? !isProduction;
  if (!allowAnonymous && apiKeys === undefined && apiKeysFile === undefined && jwt === undefined) {
    throw new PredictqlError('ENVIRONMENT_INVALID', {
      subject: 'Environment variable PREDICTQL_API_KEYS',
      expected: `say who may ask${isProduction ? ' in production' : ''}`,
      received: 'nothing',
      remedy:
        'Make a key: predictql api-key new --name <name> --role reader. Or set PREDICTQL_ALLOW_ANONYMOUS=1 to let anybody read and predict.',
    });
  }
  return {
    ...(apiKeys !== undefined && { apiKeys }),
    ...(apiKeysFile !== undefined && { apiKeysFile }),
    ...(jwt !== undefined && { jwt }),
    allowAnonymous,
    rateLimit: given.PREDICTQL_RATE_LIMIT ?? (isProduction ? requestsPerMinute : 0),
    trustedProxies: given.PREDICTQL_TRUST_PROXY,
    corsOrigins: given.PREDICTQL_CORS_ORIGINS,
    maxBodyBytes: given.PREDICTQL_MAX_BODY_BYTES,
    maxComplexity: given.PREDICTQL_MAX_COMPLEXITY ?? Math.max(leastComplexity, maxRows * valuesPerRow),
    logFeatures: given.PREDICTQL_LOG_FEATURES ?? false,
    ...(given.PREDICTQL_METRICS_TOKEN !== undefined && { metricsToken: given.PREDICTQL_METRICS_TOKEN }),
  };
}

function jwtSettings(given: Given): JwtSettings | undefined {
  const { PREDICTQL_JWKS_URL: jwksUrl, PREDICTQL_JWT_PUBLIC_KEY: pem } = given;
  if (jwksUrl === undefined && pem === undefined) return undefined;
  const { PREDICTQL_JWT_ISSUER: issuer, PREDICTQL_JWT_AUDIENCE: audience } = given;
  if (issuer === undefined || audience === undefined || (jwksUrl !== undefined && pem !== undefined)) {
    throw new PredictqlError('ENVIRONMENT_INVALID', {
      subject: 'Environment variable PREDICTQL_JWKS_URL or PREDICTQL_JWT_PUBLIC_KEY',
      expected: 'come alone, together with PREDICTQL_JWT_ISSUER and PREDICTQL_JWT_AUDIENCE',
      received: issuer !== undefined && audience !== undefined ? 'both' : 'one of them without',
      remedy: 'A token that is meant for somebody else is signed just as well.',
    });
  }
  // Many places for variables take one line only.
  const keys = jwksUrl === undefined ? { publicKey: (pem ?? '').replaceAll('\\n', '\n') } : { jwksUrl };
  return { keys, issuer, audience, roleClaim: given.PREDICTQL_JWT_ROLE_CLAIM };
}
