/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/native-realm-environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/registry/'],
  setupFiles: ['reflect-metadata'],
  // jose comes as ES modules only, which Node can require and jest cannot.
  transform: { '^.+\\.ts$': '@swc/jest', '/node_modules/jose/.+\\.js$': '@swc/jest' },
  // Apollo's test suite brings an Apollo of its own, and tests that it is the one that is tested.
  moduleNameMapper: { '^@apollo/server$': '<rootDir>/node_modules/@apollo/server' },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  // Two workers: the suites train models and start servers, each of which wants a core.
  maxWorkers: 2,
  // Trainings and servers share the machine with each other; a test that hangs still ends.
  testTimeout: 60_000,
};
