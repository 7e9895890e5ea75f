const { TestEnvironment } = require('jest-environment-node');

/**
 * jest runs tests in a realm of its own, whose Float32Array is not the one that native modules check
 * their arguments against. This environment lends the tests the typed arrays of the outer realm.
 */
module.exports = class NativeRealmEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of [
      'ArrayBuffer',
      'Uint8Array',
      'Int8Array',
      'Uint16Array',
      'Int16Array',
      'Uint32Array',
      'Int32Array',
      'Float32Array',
      'Float64Array',
      'BigInt64Array',
      'BigUint64Array',
      'DataView',
    ]) {
      this.global[name] = globalThis[name];
    }
  }
};
