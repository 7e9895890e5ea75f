import { openRegistry } from '../../../src/registry';
import { parseS3Location } from '../../../src/registry/stores/s3-location';

describe('a location on S3', () => {
  it.each([
    ['s3://bucket', 'bucket', ''],
    ['s3://my.bucket-2/registry', 'my.bucket-2', 'registry'],
    ['s3://abc/team_a/models.v2/x', 'abc', 'team_a/models.v2/x'],
    [
      `s3://${'b'.repeat(63)}/${'p'.repeat(128)}/${'p'.repeat(127)}`,
      'b'.repeat(63),
      `${'p'.repeat(128)}/${'p'.repeat(127)}`,
    ],
  ])('is read from %s', (location, bucket, prefix) => {
    expect(parseS3Location(location)).toEqual({ bucket, prefix });
  });

  it.each([
    's3:',
    's3:/bucket',
    's3://',
    's3:///prefix',
    'S3://bucket/prefix',
    's3://ab',
    `s3://${'b'.repeat(64)}`,
    's3://Bucket',
    's3://bucket.',
    's3://-bucket',
    's3://a..b',
    's3://10.0.0.1/prefix',
    's3://user:password@bucket/prefix',
    's3://bucket:9000/prefix',
    's3://buсket/prefix', // with a Cyrillic c
    's3://bucket/',
    's3://bucket//prefix',
    's3://bucket/prefix/',
    's3://bucket/a//b',
    's3://bucket/..',
    's3://bucket/../other',
    's3://bucket/a/../b',
    's3://bucket/%2e%2e/b',
    's3://bucket/.folders',
    's3://bucket/a b',
    's3://bucket/a\\b',
    's3://bucket/a\0b',
    's3://bucket/a\n',
    's3://bucket/a?b',
    's3://bucket/a#b',
    's3://bucket/rеgistry', // with a Cyrillic e
    `s3://bucket/${'p'.repeat(129)}`,
    `s3://bucket/${'p'.repeat(128)}/${'p'.repeat(128)}`,
  ])('is not %j', async (location) => {
    await expect(openRegistry(location)).rejects.toMatchObject({
      code: 'ENVIRONMENT_INVALID',
      message: expect.stringMatching(
        /^The location of the registry must be a bucket's name and a prefix of plain names, 256 characters at most, got ".*\. Write it like 's3:\/\/my-bucket\/registry'\.$/,
      ),
    });
  });
});
