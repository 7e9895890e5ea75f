import { PredictqlError } from '../../contract';

/** What an error of the SDK may carry; https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/welcome.html */
interface SdkError {
  readonly name?: unknown;
  readonly message?: unknown;
  /** Of the system, when no answer came: `ECONNREFUSED`. */
  readonly code?: unknown;
  /** Of every address that was tried. */
  readonly errors?: readonly SdkError[];
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The place that an error is about, for its message. */
export interface S3Place {
  readonly location: string;
  readonly bucket: string;
  /** The URL of the server; undefined for S3 itself. */
  readonly endpoint?: string | undefined;
  readonly region: string;
}

/** The HTTP status that a request was answered with; undefined when no answer came. */
export function statusOf(error: unknown): number | undefined {
  return (error as SdkError | null)?.$metadata?.httpStatusCode;
}

/** The failed request as a `REGISTRY_UNREACHABLE` that names bucket and server and says what to do. */
export function s3Unreachable(
  place: S3Place,
  access: 'readable' | 'writable',
  cause: unknown,
): PredictqlError {
  const error = (cause ?? {}) as SdkError;
  return new PredictqlError(
    'REGISTRY_UNREACHABLE',
    {
      subject: `The registry at ${place.location} (${serverOf(place)})`,
      expected: `be ${access}`,
      received: describe(error),
      remedy: remedyFor(error, place),
    },
    { cause },
  );
}

/** Where requests go, for messages. */
export function serverOf({ endpoint, region }: S3Place): string {
  return endpoint === undefined ? `S3 in ${region}` : `the server at ${endpoint}`;
}

function describe(error: SdkError): string {
  const { errors = [] } = error;
  const message = textOf(error.message);
  if (errors.length > 0 && message === '') return describe(errors[0]);
  const name = [textOf(error.code), textOf(error.name)].find((text) => !['', 'Error'].includes(text));
  // Answers without a body, as to HEAD, have no message of their own.
  const said = message === 'UnknownError' ? '' : message.replace(/[.\s]+$/, '');
  const what = name === undefined || said.includes(name) ? said : [name, said].filter(Boolean).join(': ');
  const status = statusOf(error);
  return status === undefined ? what || 'no answer' : `${what} (HTTP ${status})`.trimStart();
}

/** What the other side says, short and on one line, whoever it is. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 300) : '';
}

function remedyFor(error: SdkError, { bucket, endpoint, region }: S3Place): string {
  const name = textOf(error.name);
  const status = statusOf(error);
  if (name === 'CredentialsProviderError') {
    return 'Give credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or a role of this machine.';
  }
  if (name === 'NoSuchBucket') return `Make the bucket '${bucket}', or correct PREDICTQL_REGISTRY.`;
  if (/Redirect|AuthorizationHeaderMalformed|IllegalLocation/.test(name) || status === 301) {
    return `Set AWS_REGION to the region of the bucket '${bucket}': it is ${region} now.`;
  }
  if (/Expired|RequestTimeTooSkewed/.test(name)) {
    return 'Renew the credentials, and see that the clock of this machine is right.';
  }
  if (status === 401 || status === 403 || /InvalidAccessKeyId|SignatureDoesNotMatch/.test(name)) {
    return `Check the credentials, and let them do s3:ListBucket, s3:GetObject and s3:PutObject in the bucket '${bucket}'.`;
  }
  if (status === 501) return 'Use a server that knows what S3 knows, conditional writes among it.';
  if (status !== undefined && status >= 500) return 'Try again when the server is well.';
  if (status !== undefined && status >= 300) return `Check PREDICTQL_REGISTRY and ${server(endpoint)}.`;
  return `Check the network and ${server(endpoint)}.`;
}

function server(endpoint: string | undefined): string {
  return endpoint === undefined ? 'AWS_REGION, or set S3_ENDPOINT to a compatible server' : 'S3_ENDPOINT';
}
