#!/usr/bin/env node
import { CommanderError } from 'commander';
import { PredictqlError } from '../contract';
import { createProgram } from './program';

/** Exit code of a command that was asked for wrongly, as in sysexits and most shells' builtins. */
const usageExitCode = 2;

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; asking for help is no error.
      process.exitCode = error.exitCode === 0 ? 0 : usageExitCode;
    } else if (error instanceof PredictqlError) {
      process.stderr.write(`${error.code}: ${error.message}\n`);
      process.exitCode = 1;
    } else {
      process.stderr.write(
        `Unexpected error, please report it.\n${error instanceof Error ? error.stack : error}\n`,
      );
      process.exitCode = 1;
    }
  });
