import type { Manifest } from '../contract';
import { metricTable } from './metric-table';

/** All that people ask of one version, one line per fact and the metrics below. */
export function versionSheet(manifest: Manifest, aliases: readonly string[]): string {
  const { model, version, contract, artifact, training, assessment, createdAt } = manifest;
  const facts: readonly (readonly [string, string])[] = [
    ['title', contract.title],
    ['aliases', aliases.join(', ') || 'none'],
    ['created', `${createdAt.slice(0, 19).replace('T', ' ')} UTC`],
    ['model.onnx', `${artifact.bytes} bytes, SHA-256 ${artifact.sha256}`],
    ['estimator', `${training.estimator} ${JSON.stringify(training.parameters)}`],
    ['pipeline', training.steps.map(({ step, outputs }) => `${step} (${outputs})`).join(', ') || 'none'],
    ['seed', String(training.seed)],
    ['rows', `${training.rows} fitted, ${training.holdoutRows} held out`],
    ['data', `${training.dataset.source}, SHA-256 ${training.dataset.sha256}`],
    ['code', training.codeRevision ?? 'no revision known'],
    [
      'tools',
      Object.entries(training.tools)
        .map(([tool, release]) => `${tool} ${release}`)
        .join(', '),
    ],
    ['training', `${training.seconds} s`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = facts.map(([name, fact]) => `${name.padEnd(width)}  ${fact}`);
  return [`${model}@${version}`, '', ...lines, '', metricTable(assessment.metrics)].join('\n');
}
