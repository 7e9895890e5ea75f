import { PredictqlError } from '../../contract';
import type { S3Bucket } from './s3-bucket';
import { serverOf } from './s3-errors';

/**
 * Sees whether a server honours `If-None-Match: *`, which some take and ignore.
 *
 * @param key - an object for this alone, which stays: later askers need one request
 * @throws PredictqlError `REGISTRY_UNREACHABLE` when it overwrites
 */
export async function assertRefusesOverwriting(bucket: S3Bucket, key: string): Promise<void> {
  const bytes = Buffer.from('Here to see that this server does not overwrite: If-None-Match.\n');
  const wasFree = await bucket.create(key, bytes);
  if (!wasFree || !(await bucket.create(key, bytes))) return;
  const { location, place, settings } = bucket.connection;
  throw new PredictqlError('REGISTRY_UNREACHABLE', {
    subject: `The registry at ${location} (${serverOf({ location, ...place, ...settings })})`,
    expected: 'refuse to overwrite what is there (If-None-Match: *)',
    received: 'a server that overwrites it',
    remedy: 'Use a server or a release of it with conditional writes: without them a version could change.',
  });
}
