import { type Contract, exampleOf, type Feature, shapeText } from '../contract';
import { graphqlTypeNameOf } from './type-names';

/** What people need to know to fill an input field in: meaning, unit, limits, example; '' for nothing. */
export function describeFeature(contract: Contract, feature: Feature): string {
  const { description = '', unit } = feature;
  const example = exampleOf(feature);
  const subject = `${description.replace(/\.$/, '')}${unit === undefined ? '' : ` in ${unit}`}`.trim();
  const meaning = [subject, shapeOf(feature), limitsOf(contract, feature), missingOf(feature)].filter(
    (part) => part !== '',
  );
  const sentence = meaning.join(', ');
  return [
    sentence === '' ? '' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`,
    example === undefined ? '' : `Example: ${example}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function shapeOf(feature: Feature): string {
  return feature.kind === 'tensor'
    ? `a flat list of ${feature.dtype}, shape ${shapeText(feature.shape)}`
    : '';
}

function limitsOf(contract: Contract, feature: Feature): string {
  if (feature.kind !== 'number' && feature.kind !== 'date' && feature.kind !== 'tensor') return '';
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
