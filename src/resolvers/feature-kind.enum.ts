import { registerEnumType } from 'type-graphql';
import type { FeatureKind as Kind } from '../contract';

export enum FeatureKind {
  NUMBER = 'number',
  CATEGORY = 'category',
  BOOLEAN = 'boolean',
  DATE = 'date',
  TENSOR = 'tensor',
}

registerEnumType(FeatureKind, { name: 'FeatureKind', description: 'What the values of a feature are.' });

FeatureKind satisfies Readonly<Record<string, Kind>>;
