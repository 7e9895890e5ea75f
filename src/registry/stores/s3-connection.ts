import type { S3Client } from '@aws-sdk/client-s3';
import { s3Unreachable, statusOf } from './s3-errors';
import type { S3Location } from './s3-location';
import type { S3Settings } from './s3-settings';

type Sdk = typeof import('@aws-sdk/client-s3');

/** What a request is made with. */
export interface S3Requester {
  /** The SDK's module, which holds its commands. */
  readonly sdk: Sdk;
  readonly client: S3Client;
  readonly Bucket: string;
}

/** The SDK waits between attempts, longer each time, and repeats only what may be repeated. */
export const mostAttempts = 3;

/** Times after which a server counts as gone. A transfer may take as long as it needs while bytes move. */
const connectionTimeoutMs = 5_000;
const defaultIdleTimeoutMs = 20_000;

/** The way to a bucket: opened by the first request, and every failure told as `REGISTRY_UNREACHABLE`. */
export class S3Connection {
  #client: Promise<{ readonly sdk: Sdk; readonly client: S3Client }> | undefined;

  constructor(
    readonly location: string,
    readonly place: S3Location,
    readonly settings: S3Settings,
  ) {}

  /**
   * Makes a request. Undefined when the server answers with one of the `expected` statuses, such as 404
   * where a missing object is an answer; a missing bucket is none.
   *
   * @throws PredictqlError `REGISTRY_UNREACHABLE` when the server refuses or does not answer
   */
  async ask<T>(
    access: 'readable' | 'writable',
    expected: readonly number[],
    request: (requester: S3Requester) => Promise<T>,
  ): Promise<T | undefined> {
    this.#client ??= connect(this.settings);
    const { sdk, client } = await this.#client;
    try {
      return await request({ sdk, client, Bucket: this.place.bucket });
    } catch (error) {
      const isBucketMissing = (error as Error).name === 'NoSuchBucket';
      if (expected.includes(statusOf(error) ?? 0) && !isBucketMissing) return undefined;
      throw this.unreachable(access, error);
    }
  }

  unreachable(access: 'readable' | 'writable', cause: unknown): Error {
    const { bucket } = this.place;
    return s3Unreachable({ location: this.location, bucket, ...this.settings }, access, cause);
  }
}

/** Loads the SDK, which takes a tenth of a second and 30 MB: registries on disk do without. */
async function connect({
  endpoint,
  region,
  idleTimeoutMs = defaultIdleTimeoutMs,
}: S3Settings): Promise<{ sdk: Sdk; client: S3Client }> {
  // package.json says which releases of Node this package supports; the SDK would repeat it at every start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    maxAttempts: mostAttempts,
    requestHandler: { connectionTimeout: connectionTimeoutMs, socketTimeout: idleTimeoutMs },
    ...(endpoint === undefined ? { followRegionRedirects: true } : { endpoint, forcePathStyle: true }),
  });
  return { sdk, client };
}
