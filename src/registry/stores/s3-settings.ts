import { PredictqlError, shown } from '../../contract';

/** How to reach S3, apart from credentials: the SDK finds those itself. */
export interface S3Settings {
  /** URL of a compatible server, which is asked in path style; S3 itself when left out. */
  readonly endpoint?: string;
  readonly region: string;
  /** How long a connection may carry nothing before it counts as broken. Default 20 s. */
  readonly idleTimeoutMs?: number;
}

/** Most compatible servers take any region; S3 itself redirects to the right one. */
const defaultRegion = 'us-east-1';

/**
 * The settings in `S3_ENDPOINT`, `AWS_REGION` and `AWS_DEFAULT_REGION`. An empty variable counts as not set.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID`
 */
export function readS3Settings(env: Readonly<Record<string, string | undefined>>): S3Settings {
  const endpoint = env.S3_ENDPOINT || undefined;
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || defaultRegion;
  if (endpoint !== undefined) assertEndpoint(endpoint);
  if (!/^[a-z0-9-]{1,63}$/i.test(region)) {
    throw new PredictqlError('ENVIRONMENT_INVALID', {
      subject: 'Environment variable AWS_REGION',
      expected: 'be the name of a region',
      received: shown(region),
      remedy: `Write it like '${defaultRegion}'.`,
    });
  }
  return { region, ...(endpoint === undefined ? {} : { endpoint }) };
}

function assertEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isPlain =
    url !== undefined && /^https?:$/.test(url.protocol) && !(url.username || url.search || url.hash);
  if (isPlain) return;
  throw new PredictqlError('ENVIRONMENT_INVALID', {
    subject: 'Environment variable S3_ENDPOINT',
    expected: 'be an http or https URL without a user, query or fragment',
    // Whoever writes a user into it may have written a password as well: it is not repeated.
    received: url?.username ? 'one with a user' : shown(endpoint),
    remedy: "Write it like 'http://localhost:9000', or leave it out for S3 itself.",
  });
}
