import { randomUUID } from 'node:crypto';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readS3Settings, type S3Settings } from '../../src/registry';

const skipped = 'S3_ENDPOINT is not set: run them by node scripts/with-s3.mjs npx jest test/registry';

/** Tests that need a real S3-compatible server: run when `S3_ENDPOINT` names one, else skipped and said so. */
export function describeWithS3(name: string, tests: () => void): void {
  // No request leaves the machine to ask a cloud for credentials.
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  if (process.env.S3_ENDPOINT) {
    describe(name, tests);
    return;
  }
  console.warn(`SKIPPED: ${name}. ${skipped}`);
  describe.skip(`${name} (SKIPPED: ${skipped})`, tests);
}

/** A location that no other test uses, `s3://bucket/<random>/registry`. */
export function newS3Location(): string {
  return `s3://${process.env.S3_TEST_BUCKET || 'predictql-test'}/${randomUUID()}/registry`;
}

/** How to reach the server, or another place in front of it. */
export function s3Settings(endpoint?: string): S3Settings {
  const settings = readS3Settings(process.env);
  return endpoint === undefined ? settings : { ...settings, endpoint };
}

/** A way to a location past the store, as another program with the right to it has. */
export function s3Intruder(location: string) {
  const { endpoint, region } = s3Settings();
  const client = new S3Client({ endpoint: endpoint!, region, forcePathStyle: true });
  const [, , Bucket, ...prefix] = location.split('/');
  const keyOf = (key: string) => [...prefix, key].join('/');
  return {
    /** Puts an object, whatever was there. */
    put: (key: string, content: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: keyOf(key), Body: Buffer.from(content) })),
    /** The keys of up to a thousand objects, below the location. */
    async objects(): Promise<string[]> {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: keyOf('') }));
      return Contents.map(({ Key = '' }) => Key.slice(keyOf('').length));
    },
  };
}
