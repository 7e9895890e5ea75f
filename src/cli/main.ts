#!/usr/bin/env node
import { endWithOutput } from './closed-output';
import { createProgram } from './program';
import { reportError } from './report-error';

endWithOutput(process.stdout);
endWithOutput(process.stderr);

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = reportError(error, process.stderr, { json: process.argv.includes('--json') });
  });
