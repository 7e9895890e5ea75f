/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/native-realm-environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/registry/'],
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  // Two workers: the suites train models and start servers, each of which wants a core.
  maxWorkers: 2,
  // Trainings and servers share the machine with each other; a test that hangs still ends.
  testTimeout: 60_000,
};
