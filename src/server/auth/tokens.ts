import { createPublicKey } from 'node:crypto';
import { PredictqlError } from '../../contract';
import type { Caller } from '../../resolvers';
import { BoundedCache } from '../bounded-cache';
import { keyRoles } from './api-key';
import { boundedFetch } from './bounded-fetch';
import type { JwtSettings } from './jwt-settings';
import { unauthenticated } from './unauthenticated';

/**
 * The caller that a token names.
 *
 * @throws PredictqlError `UNAUTHENTICATED` when it is not valid, `FORBIDDEN` when it carries no role,
 *   `IDENTITY_UNAVAILABLE` when the keys to check it with cannot be fetched
 */
export type TokenCheck = (token: string) => Promise<Caller>;

/** Signatures with a private key: who can check a token cannot make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Seconds by which clocks may differ. */
const clockToleranceSeconds = 5;

/** A token that was found valid is believed for so long: checking a signature takes 0.1 ms. */
const believedMs = 30_000;
const mostBelieved = 1000;

/** Names stand in logs and in the history of aliases. */
const longestName = 128;

/**
 * Makes the check of tokens. Nothing is fetched before the first token comes.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID` when the public key is none
 */
export async function createTokenCheck(settings: JwtSettings): Promise<TokenCheck> {
  // Loaded only where it is used: starts without tokens are faster by it.
  const jose = await import('jose');
  const { issuer, audience, roleClaim } = settings;
  const options = { issuer, audience, algorithms, clockTolerance: clockToleranceSeconds };
  const keys =
    'jwksUrl' in settings.keys
      ? jose.createRemoteJWKSet(settings.keys.jwksUrl, {
          timeoutDuration: 5000,
          cooldownDuration: 30_000,
          cacheMaxAge: 600_000,
          [jose.customFetch]: boundedFetch,
        })
      : publicKeyOf(settings.keys.publicKey);
  const believed = new BoundedCache<string, { readonly caller: Caller; readonly until: number }>(
    mostBelieved,
  );

  async function verified(token: string) {
    try {
      const required = { ...options, requiredClaims: ['exp', 'sub'] };
      return typeof keys === 'function'
        ? await jose.jwtVerify(token, keys, required)
        : await jose.jwtVerify(token, keys, required);
    } catch (cause) {
      if (cause instanceof jose.errors.JWTExpired) throw unauthenticated('a token that has expired');
      const isOfToken =
        cause instanceof jose.errors.JOSEError &&
        !(cause instanceof jose.errors.JWKSTimeout) &&
        !(cause instanceof jose.errors.JWKSInvalid) &&
        cause.code !== 'ERR_JOSE_GENERIC';
      throw isOfToken ? unauthenticated('a token that is not valid') : unreachable(cause);
    }
  }

  return async (token) => {
    const known = believed.get(token);
    if (known !== undefined && known.until > Date.now()) return known.caller;
    const { payload } = await verified(token);
    const caller = callerOf(payload, roleClaim);
    const expiresMs = (payload.exp ?? 0) * 1000;
    believed.set(token, { caller, until: Math.min(expiresMs, Date.now() + believedMs) });
    return caller;
  };
}

function callerOf(payload: Readonly<Record<string, unknown>>, roleClaim: string): Caller {
  const name = String(payload.sub).slice(0, longestName);
  const claim = payload[roleClaim];
  const given: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  // The one that may do most.
  const role = keyRoles.findLast((known) => given.includes(known));
  if (role !== undefined) return { name, role };
  throw new PredictqlError('FORBIDDEN', {
    subject: 'The token',
    expected: `have ${keyRoles.join(' or ')} in its claim '${roleClaim}'`,
    received: 'neither',
    remedy: 'Ask who issues tokens for a role.',
  });
}

function publicKeyOf(pem: string) {
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw new PredictqlError(
      'ENVIRONMENT_INVALID',
      {
        subject: 'Environment variable PREDICTQL_JWT_PUBLIC_KEY',
        expected: 'be a public key in PEM',
        received: 'something else',
      },
      { cause },
    );
  }
}

function unreachable(cause: unknown): PredictqlError {
  return new PredictqlError(
    'IDENTITY_UNAVAILABLE',
    {
      subject: 'The keys that tokens are checked with',
      expected: 'be there',
      received: 'no answer that has them',
      remedy: 'Send the request again in a minute.',
    },
    { cause },
  );
}
