import { readS3Settings } from '../../../src/registry';

describe('the settings of S3', () => {
  it('have defaults, also for empty variables', () => {
    expect(readS3Settings({})).toEqual({ region: 'us-east-1' });
    expect(readS3Settings({ S3_ENDPOINT: '', AWS_REGION: '', AWS_DEFAULT_REGION: '' })).toEqual({
      region: 'us-east-1',
    });
  });

  it('are what they are told to be', () => {
    const given = { S3_ENDPOINT: 'http://localhost:9000', AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'x' };
    expect(readS3Settings(given)).toEqual({ endpoint: 'http://localhost:9000', region: 'eu-west-1' });
    expect(readS3Settings({ AWS_DEFAULT_REGION: 'eu-west-2' })).toEqual({ region: 'eu-west-2' });
    expect(readS3Settings({ S3_ENDPOINT: 'https://s3.example.org/below' })).toMatchObject({
      endpoint: 'https://s3.example.org/below',
    });
  });

  it.each(['localhost:9000', '/tmp', 'ftp://host', 'http://', 'http://host?x', 'http://host#x'])(
    'refuse the endpoint %j',
    (endpoint) => {
      expect(() => readS3Settings({ S3_ENDPOINT: endpoint })).toThrow(
        `Environment variable S3_ENDPOINT must be an http or https URL without a user, query or fragment, got ${JSON.stringify(endpoint)}. Write it like 'http://localhost:9000', or leave it out for S3 itself.`,
      );
    },
  );

  it('do not repeat a password', () => {
    expect(() => readS3Settings({ S3_ENDPOINT: 'http://me:secret@host' })).toThrow(
      /^(?!.*secret).*got one with a user\./,
    );
  });

  it.each(['eu west', '../x', 'x'.repeat(64), 'é'])('refuse the region %j', (region) => {
    expect(() => readS3Settings({ AWS_REGION: region })).toThrow(
      'Environment variable AWS_REGION must be the name of a region, got ',
    );
  });
});
