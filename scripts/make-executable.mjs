// Lets the given files be run by their names: the compiler writes them without that right.
import { chmodSync } from 'node:fs';

for (const file of process.argv.slice(2)) chmodSync(file, 0o755);
