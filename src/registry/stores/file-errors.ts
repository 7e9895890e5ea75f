import { PredictqlError } from '../../contract';

/** What Node throws when a system call fails. */
export interface FileError extends Error {
  readonly code: string;
  readonly syscall: string;
}

export function isFileError(error: unknown): error is FileError {
  // Not by instanceof: under a test runner these come from another realm, with another Error.
  return typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error;
}

/** The failed system call as a `REGISTRY_UNREACHABLE` that says what to do about it. */
export function unreachable(
  location: string,
  access: 'readable' | 'writable',
  error: FileError,
): PredictqlError {
  return new PredictqlError(
    'REGISTRY_UNREACHABLE',
    {
      subject: `The registry at ${location}`,
      expected: `be ${access}`,
      received: error.message,
      remedy: remedyFor(error),
    },
    { cause: error },
  );
}

/** The refusal of a symbolic link, which could lead a reader or a writer out of the registry. */
export function linkRefused(location: string, path: string): PredictqlError {
  return new PredictqlError('REGISTRY_UNREACHABLE', {
    subject: `The registry at ${location}`,
    expected: 'hold no symbolic links',
    received: path,
    remedy: 'Move what it links to into the registry, or make the registry itself the link.',
  });
}

function remedyFor({ code, syscall }: FileError): string {
  if (syscall === 'link' && ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV'].includes(code)) {
    return 'Put the registry on a file system that has hard links.';
  }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'Give the user that runs this command the right to it.';
    case 'EROFS':
      return 'Mount it writable, or name another registry.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'Free some space on its disk.';
    case 'EMFILE':
    case 'ENFILE':
      return 'Raise the limit of open files.';
    default:
      return 'Check that its path is right and its disk is well.';
  }
}
