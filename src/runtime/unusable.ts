import { PredictqlError } from '../contract';

/** A version that the registry holds and the server cannot use, and why. */
export interface UnusableVersion {
  readonly model: string;
  /** Undefined when it is the model's aliases that cannot be read. */
  readonly version: string | undefined;
  /** Fit for clients: it names no place of the machine. Its cause is the error as it was thrown. */
  readonly error: PredictqlError;
}

/** How messages call it: `house-price@1.3.0`, or `house-price` for the aliases. */
export function unusableName({ model, version }: Pick<UnusableVersion, 'model' | 'version'>): string {
  return version === undefined ? model : `${model}@${version}`;
}

/** Whether the fault may be gone by now: a version never changes, but a disk or a network comes back. */
export function isPassing({ code }: PredictqlError): boolean {
  return code === 'REGISTRY_UNREACHABLE';
}

/**
 * An error of a version as clients may see it.
 *
 * @param location - of the registry; what is in it is called by name instead
 */
export function publicError(
  error: unknown,
  location: string,
  version: Pick<UnusableVersion, 'model' | 'version'>,
): PredictqlError {
  if (!(error instanceof PredictqlError)) {
    return new PredictqlError(
      'MODEL_UNLOADABLE',
      {
        subject: unusableName(version),
        expected: 'load',
        received: 'an unexpected error',
        remedy: 'Look at the log of the server.',
      },
      { cause: error },
    );
  }
  // What a store says of itself names buckets and other machines.
  if (isPassing(error)) {
    const parts = { subject: 'The registry at the server', expected: error.parts.expected };
    return new PredictqlError(
      error.code,
      { ...parts, remedy: 'Look at the log of the server.' },
      { cause: error },
    );
  }
  const hide = <T extends string | undefined>(text: T) =>
    text?.replaceAll(` in ${location}`, '').replaceAll(`${location}/`, '').replaceAll(location, 'the server');
  const { subject, expected, received, remedy } = error.parts;
  return new PredictqlError(
    error.code,
    {
      subject: hide(subject) ?? subject,
      expected: hide(expected) ?? expected,
      received: hide(received),
      remedy: hide(remedy),
    },
    { cause: error, violations: error.violations },
  );
}
