import type { Imported, Training } from '../contract';
import type { SignatureState } from '../registry';
import { factList } from './fact-list';
import { answerOf, featureTable } from './feature-table';
import { metricTable } from './metric-table';
import { plainText } from './plain-text';
import type { VersionDetails } from './version-details';

type Fact = readonly [name: string, text: string];

/**
 * All that people ask of one version: what it is and where it came from, its contract, its metrics.
 *
 * @param columns - how many characters a line may have
 */
export function versionSheet(details: VersionDetails, columns: number): string {
  const { manifest, problems } = details;
  const { model, version, contract, assessment } = manifest;
  return [
    `${model}@${version}: ${plainText(contract.title)}`,
    ...problems.map((problem) => factList([['PROBLEM', problem]], columns)),
    factList(factsOf(details), columns),
    featureTable(contract, columns),
    ...(assessment.metrics.length > 0 ? [metricTable(assessment.metrics)] : []),
  ].join('\n\n');
}

function factsOf({ manifest, aliases, signature, operators, problems }: VersionDetails): readonly Fact[] {
  const { contract, artifact, golden, training, imported, createdAt } = manifest;
  return [
    ['predicts', answerOf(contract.target)],
    ...(contract.deprecation === undefined ? [] : [['deprecated', contract.deprecation] as const]),
    ['aliases', aliases.join(', ') || (problems.length === 0 ? 'none' : 'none known')],
    ['created', `${createdAt.slice(0, 19).replace('T', ' ')} UTC`],
    ['model.onnx', `${sizeOf(artifact.bytes)}, SHA-256 ${artifact.sha256}`],
    ['format', [`IR ${artifact.irVersion}`, ...pairsOf(artifact.opsets)].join(', ')],
    ['operators', operators === undefined ? 'not known' : pairsOf(operators).join(', ')],
    ['golden rows', String(golden.rows)],
    ['signature', shownSignature(signature)],
    ...(training === undefined ? [] : trainingFacts(training)),
    ...(imported === undefined ? [] : importFacts(imported)),
  ];
}

function trainingFacts(training: Training): readonly Fact[] {
  const { estimator, parameters, steps, seed, rows, holdoutRows, dataset, codeRevision, tools } = training;
  return [
    ['estimator', `${estimator} ${pairsOf(parameters).join(', ')}`],
    ['pipeline', steps.map(({ step, outputs }) => `${step} (${outputs})`).join(', ') || 'none'],
    ['seed', String(seed)],
    ['rows', `${rows} fitted, ${holdoutRows} held out`],
    ['data', `${dataset.source}, SHA-256 ${dataset.sha256}`],
    ['code', codeRevision ?? 'no revision known'],
    ['tools', pairsOf(tools).join(', ')],
    ['training', `${training.seconds} s`],
  ];
}

function importFacts({
  file,
  sha256,
  bytes,
  producer,
  producerVersion,
  cut = [],
}: Imported): readonly Fact[] {
  return [
    ['imported', `${file}, ${sizeOf(bytes)}, SHA-256 ${sha256}`],
    ['made by', [producer ?? 'unknown', producerVersion ?? ''].join(' ').trim()],
    ['cut', cut.join(', ') || 'nothing'],
  ];
}

function shownSignature({ state, keyId }: SignatureState): string {
  switch (state) {
    case 'none':
      return 'none';
    case 'damaged':
      return 'a file that is no signature';
    case 'unverified':
      return `by key ${keyId}, not verified: PREDICTQL_TRUSTED_KEYS is not set`;
    case 'verified':
      return `by key ${keyId}, verified`;
    default:
      return state satisfies never;
  }
}

function pairsOf(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}

/** `60.9 kB (62,335 bytes)`. */
function sizeOf(bytes: number): string {
  const exact = `${bytes.toLocaleString('en-US')} bytes`;
  if (bytes < 1000) return exact;
  const [unit, size] = bytes < 1e6 ? ['kB', bytes / 1e3] : ['MB', bytes / 1e6];
  return `${size.toFixed(1)} ${unit} (${exact})`;
}
