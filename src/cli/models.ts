import { assertModelName, type Manifest } from '../contract';
import { openRegistry, type Registry } from '../registry';
import { findVersion, splitName } from './find-version';
import { aliasesOf, type ListedVersion, listVersions, versionData } from './listed-version';
import { metricLabel } from './metric-table';
import { shownNumber, table } from './table';
import type { Terminal } from './terminal';
import { versionSheet } from './version-sheet';

/**
 * `predictql models`: what the registry holds; of one model its versions side by side, and of one version
 * all that its manifest says.
 */
export async function modelsCommand(
  name: string | undefined,
  { registry: location }: { readonly registry: string },
  terminal: Terminal,
): Promise<void> {
  const registry = await openRegistry(location, { mustExist: true });
  if (name === undefined) await listModels(registry, terminal);
  else if (splitName(name).version === undefined) await listModel(registry, name, terminal);
  else {
    const manifest = await findVersion(registry, name);
    const aliases = aliasesOf(manifest.version, await registry.aliases(manifest.model));
    terminal.text(versionSheet(manifest, aliases));
    terminal.data({ ...manifest, aliases });
  }
}

async function listModels(registry: Registry, terminal: Terminal): Promise<void> {
  const models = await registry.models();
  const versions = (await Promise.all(models.map((model) => listVersions(registry, model)))).flat();
  if (versions.length === 0) {
    terminal.text(`The registry at ${registry.location} holds no models. Train one: predictql train`);
    terminal.data([]);
    return;
  }
  const text = table(
    ['model', 'version', 'aliases', 'created (UTC)', 'holdout'],
    versions.map(({ model, version, aliases, manifest }) => [
      model,
      version,
      aliases.join(', '),
      manifest === undefined ? '' : minuteOf(manifest),
      manifest === undefined ? 'cannot be used, see below' : headline(manifest),
    ]),
  );
  terminal.text(`${text}${problemsOf(versions)}`);
  terminal.data(versions.map(versionData));
}

async function listModel(registry: Registry, model: string, terminal: Terminal): Promise<void> {
  assertModelName(model);
  const versions = await listVersions(registry, model);
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
  terminal.text(`${title}\n\n${text}${problemsOf(versions)}`);
  terminal.data(versions.map(versionData));
}

function titleOf({ model, contract: { title, target, features } }: Manifest): string {
  const unit = target.task === 'regression' && target.unit !== undefined ? ` in ${target.unit}` : '';
  return `${model}: ${title}\npredicts ${target.name}${unit} from ${features.length} features; metrics are of the holdout rows`;
}

function summaryOf(manifest: Manifest): (string | number)[] {
  const { estimator, seed } = manifest.training;
  return [minuteOf(manifest), estimator, seed];
}

function minuteOf({ createdAt }: Manifest): string {
  return createdAt.slice(0, 16).replace('T', ' ');
}

function holdoutOf({ assessment }: Manifest): Manifest['assessment']['metrics'] {
  return assessment.metrics.filter(({ split }) => split === 'holdout');
}

/** The figure that people look at first. */
function headline(manifest: Manifest): string {
  const preferred = manifest.contract.target.task === 'regression' ? 'rmse' : 'rocAuc';
  const held = holdoutOf(manifest);
  const metric = held.find(({ name }) => name === preferred) ?? held[0];
  if (metric === undefined) return '';
  return `${metric.name} ${shownNumber(metric.value)}${metric.unit === undefined ? '' : ` ${metric.unit}`}`;
}

function problemsOf(versions: readonly ListedVersion[]): string {
  const lines = versions
    .filter(({ problem }) => problem !== undefined)
    .map(({ model, version, problem }) => `${model}@${version} cannot be used: ${problem}`);
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}
