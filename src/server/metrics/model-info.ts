import { Gauge, type Registry } from 'prom-client';
import type { Catalog } from '../../runtime';

/** Tells which versions are served under which aliases: 1 for each. */
export function describeModels(catalog: Catalog, registry: Registry): void {
  new Gauge({
    name: 'predictql_model_info',
    help: 'A version that answers to an alias, with the SHA-256 of its artifact. Always 1.',
    labelNames: ['model', 'version', 'alias', 'sha256'],
    // While workers are replaced, each tells what it serves; none of it is more true twice.
    aggregator: 'max',
    registers: [registry],
    collect() {
      this.reset();
      for (const { name: model, aliases, manifests } of catalog.models) {
        for (const { alias, version } of aliases) {
          const manifest = manifests.find((candidate) => candidate.version === version);
          if (manifest === undefined) continue;
          this.set({ model, version, alias, sha256: manifest.artifact.sha256 }, 1);
        }
      }
    },
  });
}
