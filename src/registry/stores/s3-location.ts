import { PredictqlError, shown } from '../../contract';
import { isKeySegment } from '../key';

/** A place in a bucket. */
export interface S3Location {
  readonly bucket: string;
  /** What all keys start with, without a slash at either end; '' for the whole bucket. */
  readonly prefix: string;
}

/**
 * Bucket names as S3 allows them:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const bucketName = /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;

/** An S3 key has at most 1024 bytes, and a registry adds up to 700 to its prefix, see `assertKey`. */
const longestPrefix = 256;

/** Whether a location means a bucket, rightly written or not. */
export function isS3Location(location: string): boolean {
  return /^s3:/i.test(location);
}

/**
 * Reads `s3://bucket` or `s3://bucket/prefix`. Nothing in it is decoded or normalised: what is no plain
 * name is refused.
 *
 * @throws PredictqlError `ENVIRONMENT_INVALID`
 */
export function parseS3Location(location: string): S3Location {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)(\/.*)?$/s.exec(location) ?? [];
  const prefix = path.slice(1);
  const isPrefix = prefix.length <= longestPrefix && prefix.split('/').every(isKeySegment);
  if (bucketName.test(bucket) && (path === '' || isPrefix)) return { bucket, prefix };
  throw new PredictqlError('ENVIRONMENT_INVALID', {
    subject: 'The location of the registry',
    expected: `be a bucket's name and a prefix of plain names, ${longestPrefix} characters at most`,
    received: shown(location),
    remedy: "Write it like 's3://my-bucket/registry'.",
  });
}
