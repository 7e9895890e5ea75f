const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

/**
 * Lets a process that a test starts load TypeScript, compiled as jest does it:
 * `node -r test/support/register-typescript.js some-script.ts`.
 */
Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    cwd: join(__dirname, '..', '..'),
  });
  module._compile(code, filename);
};
