import { S3Store } from '../../../src/registry';
import { type Exchange, useProxy } from '../s3-proxy';

jest.setTimeout(60_000);

const location = 's3://some-bucket/registry';
const one = Buffer.from('1');
const xml = (code: string, message: string) =>
  Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);

describe('what a server says', () => {
  const environment = { ...process.env };
  beforeEach(() => {
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'not-to-be-shown',
    });
  });
  afterEach(() => {
    process.env = { ...environment };
  });

  let handle: (exchange: Exchange) => void;
  const endpoint = useProxy(async (exchange) => handle(exchange));
  const settings = () => ({ endpoint: endpoint(), region: 'us-east-1' });

  it.each<[number, Buffer, string, string]>([
    [
      404,
      xml('NoSuchBucket', 'The bucket is not there.'),
      'NoSuchBucket: The bucket is not there (HTTP 404)',
      "Make the bucket 'some-bucket', or correct PREDICTQL_REGISTRY.",
    ],
    [
      403,
      xml('AccessDenied', 'Access Denied'),
      'AccessDenied: Access Denied (HTTP 403)',
      "Check the credentials, and let them do s3:ListBucket, s3:GetObject and s3:PutObject in the bucket 'some-bucket'.",
    ],
    [
      400,
      xml('ExpiredToken', 'The token has expired.'),
      'ExpiredToken: The token has expired (HTTP 400)',
      'Renew the credentials, and see that the clock of this machine is right.',
    ],
    [
      301,
      xml('PermanentRedirect', 'Elsewhere.'),
      'PermanentRedirect: Elsewhere (HTTP 301)',
      "Set AWS_REGION to the region of the bucket 'some-bucket': it is us-east-1 now.",
    ],
    [
      500,
      xml('InternalError', 'Oops'),
      'InternalError: Oops (HTTP 500)',
      'Try again when the server is well.',
    ],
    [
      501,
      xml('NotImplemented', 'Never heard of it'),
      'NotImplemented: Never heard of it (HTTP 501)',
      'Use a server that knows what S3 knows, conditional writes among it.',
    ],
  ])('is told with what to do: HTTP %i', async (status, body, received, remedy) => {
    handle = ({ answer }) => answer({ status, body, headers: { 'content-type': 'application/xml' } });
    const store = new S3Store(location, settings());
    const message = (access: string) =>
      `The registry at ${location} (the server at ${endpoint()}) must be ${access}, got ${received}. ${remedy}`;
    const code = 'REGISTRY_UNREACHABLE';
    await expect(store.exists()).rejects.toMatchObject({ code, message: message('readable') });
    await expect(store.list('a')).rejects.toMatchObject({ code, message: message('readable') });
    await expect(store.read('a')).rejects.toMatchObject({ code, message: message('readable') });
    await expect(store.create('a', one)).rejects.toMatchObject({ code, message: message('writable') });
    const folder = store.createFolder('a', new Map([['x', one]]));
    await expect(folder).rejects.toMatchObject({ code, message: message('writable') });
  });

  it.each([
    ['a page for people', { status: 200, body: Buffer.from('<!doctype html><p>Hello &nbsp; <b>world') }],
    ['a refusal for people', { status: 404, body: Buffer.from('<!doctype html><title>Not here</title>') }],
  ])('is no answer of S3 when it is %s', async (_, answer) => {
    handle = (exchange) => exchange.answer(answer);
    await expect(new S3Store(location, settings()).list('')).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining(`(the server at ${endpoint()}) must be readable, got `),
    });
  });

  it('is not waited for forever', async () => {
    let requests = 0;
    handle = () => {
      requests++;
    };
    const store = new S3Store(location, { ...settings(), idleTimeoutMs: 50 });
    await expect(store.list('')).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringMatching(
        /must be readable, got TimeoutError: .* Check the network and S3_ENDPOINT\.$/,
      ),
    });
    expect(requests).toBe(3);
  });

  it('never shows a secret', async () => {
    handle = ({ answer }) => answer({ status: 403, body: xml('SignatureDoesNotMatch', 'No match') });
    const error: unknown = await new S3Store(location, settings())
      .list('')
      .catch((caught: unknown) => caught);
    expect(String(error)).toContain('SignatureDoesNotMatch');
    expect(JSON.stringify(error)).not.toContain('not-to-be-shown');
  });

  it('is nothing when there is no server', async () => {
    for (const [gone, received] of [
      // Port 1 is nobody's; names below .invalid never resolve (RFC 2606).
      ['http://127.0.0.1:1', 'connect ECONNREFUSED 127.0.0.1:1'],
      ['http://nowhere.invalid', 'getaddrinfo E'],
    ]) {
      await expect(
        new S3Store(location, { endpoint: gone, region: 'us-east-1' }).exists(),
      ).rejects.toMatchObject({
        code: 'REGISTRY_UNREACHABLE',
        message: expect.stringMatching(
          new RegExp(
            // jest's Error is not the system's, which has the SDK wrap the latter.
            `^The registry at ${location} \\(the server at ${gone}\\) must be readable, got (AWS SDK error wrapper for Error: )?${received}.*\\. Check the network and S3_ENDPOINT\\.$`,
          ),
        ),
      });
    }
  });

  it('is not asked without credentials', async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    process.env.AWS_EC2_METADATA_DISABLED = 'true';
    process.env.AWS_SHARED_CREDENTIALS_FILE = process.env.AWS_CONFIG_FILE = '/dev/null';
    handle = ({ cut }) => cut();
    await expect(new S3Store(location, settings()).exists()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('Give credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'),
    });
  });
});
