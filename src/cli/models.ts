import type { Manifest } from '../contract';
import { openRegistry, type Registry } from '../registry';
import { findVersion, modelAndMajor, splitName } from './find-version';
import { type ListedModel, type ListedVersion, listModel, versionData } from './listed-version';
import { metricLabel } from './metric-table';
import { plainText } from './plain-text';
import { shownNumber, table } from './table';
import type { Terminal } from './terminal';

export interface ModelsCommandOptions {
  readonly registry: string;
  /** Look at manifests alone, without reading the files that they describe. */
  readonly quick?: boolean;
}

/**
 * `predictql models`: what the registry holds, and what of it cannot be used; of one model its versions side
 * by side, and of one version all that is known of it.
 */
export async function modelsCommand(
  name: string | undefined,
  { registry: location, quick = false }: ModelsCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location, { mustExist: true });
  if (name === undefined) await showModels(registry, quick, terminal);
  else if (splitName(name).version === undefined) await showModel(registry, name, quick, terminal);
  else await showVersion(registry, name, terminal);
}

async function showModels(registry: Registry, quick: boolean, terminal: Terminal): Promise<void> {
  const models: ListedModel[] = [];
  for (const model of await registry.models()) models.push(await listModel(registry, model, quick));
  const versions = models.flatMap((model) => model.versions);
  if (versions.length === 0) {
    terminal.text(`The registry at ${registry.location} holds no models. Train one: predictql train`);
    terminal.data([]);
    return;
  }
  const text = table(
    ['model', 'version', 'aliases', 'created (UTC)', 'holdout'],
    versions.map(({ model, version, aliases, manifest, problem }) => [
      model,
      version,
      aliases.join(', '),
      manifest === undefined ? '' : minuteOf(manifest),
      problem === undefined ? headline(manifest) : 'cannot be used, see below',
    ]),
    terminal.columns,
  );
  terminal.text(`${text}${problemsOf(models)}`);
  terminal.data(dataOf(models));
}

async function showModel(
  registry: Registry,
  name: string,
  quick: boolean,
  terminal: Terminal,
): Promise<void> {
  const listed = await listModel(registry, modelAndMajor(name).model, quick);
  const { model, versions } = listed;
  const manifests = versions.flatMap(({ manifest }) => manifest ?? []);
  const labels = [...new Set(manifests.flatMap((manifest) => holdoutOf(manifest).map(metricLabel)))];
  const text = table(
    ['version', 'aliases', 'created (UTC)', 'estimator', 'seed', ...labels],
    versions.map(({ version, aliases, manifest }) => [
      version,
      aliases.join(', '),
      ...(manifest === undefined ? ['', '', ''] : summaryOf(manifest)),
      ...labels.map((label) => {
        const metric = manifest && holdoutOf(manifest).find((one) => metricLabel(one) === label);
        return metric === undefined ? '' : metric.value;
      }),
    ]),
  );
  const title = manifests.length === 0 ? model : titleOf(manifests[0]);
  terminal.text(`${title}\n\n${text}${problemsOf([listed])}`);
  terminal.data(dataOf([listed]));
}

async function showVersion(registry: Registry, name: string, terminal: Terminal): Promise<void> {
  // Loaded here: GraphQL types take a while to load, and only this needs them.
  const { versionDetails } = require('./version-details') as typeof import('./version-details');
  const { versionSheet } = require('./version-sheet') as typeof import('./version-sheet');
  const { manifest, ...details } = await versionDetails(registry, await findVersion(registry, name));
  terminal.text(versionSheet({ manifest, ...details }, terminal.columns));
  terminal.data({ ...manifest, ...details });
}

function titleOf({ model, contract: { title, target, features } }: Manifest): string {
  const unit = target.task === 'regression' && target.unit !== undefined ? ` in ${target.unit}` : '';
  return `${model}: ${plainText(title)}\npredicts ${target.name}${unit} from ${features.length} features; metrics are of the holdout rows`;
}

function summaryOf(manifest: Manifest): (string | number)[] {
  const { training } = manifest;
  return [minuteOf(manifest), training?.estimator ?? 'imported', training?.seed ?? ''];
}

function minuteOf({ createdAt }: Manifest): string {
  return createdAt.slice(0, 16).replace('T', ' ');
}

function holdoutOf({ assessment }: Manifest): Manifest['assessment']['metrics'] {
  return assessment.metrics.filter(({ split }) => split === 'holdout');
}

/** The figure that people look at first. */
function headline(manifest: Manifest | undefined): string {
  if (manifest === undefined) return '';
  const preferred = manifest.contract.target.task === 'regression' ? 'rmse' : 'rocAuc';
  const held = holdoutOf(manifest);
  const metric = held.find(({ name }) => name === preferred) ?? held[0];
  if (metric === undefined) return '';
  return `${metric.name} ${shownNumber(metric.value)}${metric.unit === undefined ? '' : ` ${metric.unit}`}`;
}

/** One entry for each version; what is wrong with the aliases of a model is an entry without a version. */
function dataOf(models: readonly ListedModel[]): object[] {
  return models.flatMap(({ model, versions, problems }) => [
    ...versions.map(versionData),
    ...problems.map((problem) => ({ model, problem })),
  ]);
}

function problemsOf(models: readonly ListedModel[]): string {
  const lines = models.flatMap(({ model, versions, problems }) => [
    ...problems.map((problem) => `${model}: ${problem}`),
    ...versions
      .filter(hasProblem)
      .map(({ version, problem }) => `${model}@${version} cannot be used: ${problem}`),
  ]);
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}

function hasProblem({ problem }: ListedVersion): boolean {
  return problem !== undefined;
}
