// Holds the import table of the rooms of src against what the files import:
//   node scripts/check-imports.mjs [folder, default src]
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judgeImports } from './imports/judge-imports.mjs';
import { judgeReach } from './imports/judge-reach.mjs';
import { readSources } from './imports/read-sources.mjs';
import { serving } from './imports/serving.mjs';

/**
 * One line per room: the rooms that it may import. `*` is any room. Imports go one way, from the bottom
 * of this table to its top.
 *
 * One line differs from a drawing in which `onnx` imports nothing: it imports `contract`, because the
 * one error catalogue is there (docs/decisions/0001-onnx-imports-contract.md).
 */
const rooms = {
  contract: [],
  onnx: ['contract'],
  data: ['contract'],
  training: ['contract', 'onnx', 'data'],
  assessment: ['contract', 'data'],
  models: ['contract', 'training', 'data'],
  profile: ['contract', 'data'],
  scaffold: ['contract', 'data', 'profile'],
  // src/index.ts: what authors of models import as `predictql`.
  index: ['contract', 'onnx', 'data', 'training'],
  registry: ['contract'],
  runtime: ['contract', 'onnx', 'registry'],
  importing: ['contract', 'onnx', 'registry', 'runtime'],
  resolvers: ['contract', 'registry', 'runtime'],
  server: ['contract', 'onnx', 'registry', 'runtime', 'resolvers'],
  cli: ['*'],
};

/** Imports that the rules would forbid and that are meant: `[file, what it imports]`, below the root. */
const meant = [['src/cli/program.ts', 'package.json']];

/** Rooms whose imports may be worked out while they run: the command line loads definition files by path. */
const mayCompute = ['cli'];

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../src'));
if (!existsSync(folder)) {
  console.error(`The folder to check must exist, got ${folder}.`);
  process.exit(2);
}
const sources = readSources(folder);
const problems = [
  ...judgeImports(sources, { rooms, meant, mayCompute }),
  ...judgeReach(sources, serving),
].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);

for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`);
if (problems.length > 0) {
  console.error(`${problems.length} imports against the table in scripts/check-imports.mjs`);
  process.exitCode = 1;
} else {
  console.log(`${sources.length} files import as the table says`);
}
