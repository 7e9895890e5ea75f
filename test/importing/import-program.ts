import { join } from 'node:path';

const root = join(__dirname, '../..');

/** The guarded process from the sources, as Node starts it in tests. */
export const importProgram: readonly string[] = [
  '-r',
  join(root, 'test/support/register-typescript.js'),
  join(root, 'src/importing/guarded-main.ts'),
];

/** Time for a process that compiles its sources first, on a machine that runs other tests. */
export const patientMs = 60_000;
