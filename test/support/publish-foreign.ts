import { goldenExpectation, type Manifest, type Row } from '../../src/contract';
import type { Registry } from '../../src/registry';
import { loadSession } from '../../src/runtime';
import type { ForeignModel } from './foreign-models';

/** Adds a version of a model from elsewhere, its rows being the golden ones, and points `production` at it. */
export async function publishForeign(registry: Registry, model: ForeignModel): Promise<Manifest> {
  const { contract, binding, content, rows } = model;
  const session = await loadSession(
    { model: contract.model, version: '0', contract, binding } as Manifest,
    content,
  );
  const expected = goldenExpectation(contract.target, await session.run(rows));
  await session.release();
  const { version } = await registry.publish({
    contract,
    binding,
    artifact: { content, irVersion: 8, opsets: { 'ai.onnx': 17 } },
    golden: { rows: rows.map(cellsOf), expected },
    imported: {
      file: `${contract.model}.onnx`,
      sha256: 'b'.repeat(64),
      bytes: content.byteLength,
      producer: 'elsewhere',
    },
    assessment: { metrics: [] },
  });
  await registry.moveAlias({
    model: contract.model,
    major: contract.major,
    alias: 'production',
    to: version,
    by: 'test',
  });
  return registry.manifest(contract.model, version);
}

function cellsOf(row: Row) {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? null]));
}
