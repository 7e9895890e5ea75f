import type { Contract, Feature } from '../contract';
import { graphqlTypeNameOf } from './type-names';

/** What people need to know to fill an input field in: meaning, unit, limits, example; '' for nothing. */
export function describeFeature(contract: Contract, feature: Feature): string {
  const { description = '', unit, example } = feature;
  const subject = `${description.replace(/\.$/, '')}${unit === undefined ? '' : ` in ${unit}`}`.trim();
  const meaning = [subject, limitsOf(contract, feature), missingOf(feature)].filter((part) => part !== '');
  const sentence = meaning.join(', ');
  return [
    sentence === '' ? '' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`,
    example === undefined ? '' : `Example: ${example}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function limitsOf(contract: Contract, feature: Feature): string {
  if (feature.kind !== 'number' && feature.kind !== 'date') return '';
  const { min, max } = feature;
  const isHidden =
    feature.kind === 'number' && feature.integer && graphqlTypeNameOf(contract, feature) === 'Float';
  const range =
    min !== undefined && max !== undefined
      ? `from ${min} to ${max}`
      : min !== undefined
        ? `at least ${min}`
        : max !== undefined
          ? `at most ${max}`
          : '';
  return isHidden ? `a whole number ${range}`.trim() : range;
}

function missingOf(feature: Feature): string {
  const codes = feature.kind === 'number' ? (feature.missingValues ?? []) : [];
  return codes.length === 0 ? '' : `${codes.join(' or ')} when missing`;
}
