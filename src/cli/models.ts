import type { Manifest } from '../contract';
import { type Alias, openRegistry, type Registry } from '../registry';
import { type Terminal, table } from './terminal';

interface ListedVersion {
  readonly model: string;
  readonly version: string;
  readonly aliases: readonly string[];
  readonly createdAt: string;
  readonly metric: string;
  readonly problem?: string;
}

/** `predictql models`: what the registry holds. */
export async function modelsCommand(
  model: string | undefined,
  { registry: location }: { registry: string },
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location, { mustExist: true });
  const names = model === undefined ? await registry.models() : [model];
  const versions = (await Promise.all(names.map((name) => listModel(registry, name)))).flat();
  const text =
    versions.length === 0
      ? `No models in ${registry.location}. Train one: predictql train house-price`
      : table(
          ['model', 'version', 'aliases', 'created', 'holdout'],
          versions.map(({ model: name, version, aliases, createdAt, metric, problem }) => [
            name,
            version,
            aliases.join(', '),
            createdAt.slice(0, 16).replace('T', ' '),
            problem ?? metric,
          ]),
        );
  terminal.result(text, versions);
}

async function listModel(registry: Registry, model: string): Promise<ListedVersion[]> {
  const versions = (await registry.versions(model)).reverse();
  // Asking for one version of a model that is not there gives the error that says what is.
  if (versions.length === 0) await registry.manifest(model, '1.0.0');
  const aliases = await registry.aliases(model);
  return Promise.all(versions.map((version) => listVersion(registry, model, version, aliases)));
}

async function listVersion(
  registry: Registry,
  model: string,
  version: string,
  all: readonly Alias[],
): Promise<ListedVersion> {
  const aliases = all.filter((alias) => alias.version === version).map(({ alias }) => alias);
  try {
    const manifest = await registry.manifest(model, version);
    return { model, version, aliases, createdAt: manifest.createdAt, metric: headline(manifest) };
  } catch (error) {
    return { model, version, aliases, createdAt: '', metric: '', problem: (error as Error).message };
  }
}

/** The figure that people look at first. */
function headline({ assessment, contract }: Manifest): string {
  const preferred = contract.target.task === 'regression' ? 'rmse' : 'rocAuc';
  const held = assessment.metrics.filter(({ split }) => split === 'holdout');
  const metric = held.find(({ name }) => name === preferred) ?? held[0];
  if (metric === undefined) return '';
  return `${metric.name} ${Number(metric.value.toPrecision(5))}${metric.unit === undefined ? '' : ` ${metric.unit}`}`;
}
