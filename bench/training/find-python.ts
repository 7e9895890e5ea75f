import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface FoundPython {
  readonly command: string;
  /** Of scikit-learn. */
  readonly version: string;
}

/** The Python that PYTHON names, or python3, if it has scikit-learn. */
export async function findPython(): Promise<FoundPython | undefined> {
  const command = process.env.PYTHON || 'python3';
  try {
    const { stdout } = await promisify(execFile)(command, [
      '-c',
      'import sklearn; print(sklearn.__version__)',
    ]);
    return { command, version: stdout.trim() };
  } catch {
    // No Python, or one without scikit-learn: there is nothing to compare with.
    return undefined;
  }
}
