import type { ContractSpec, FeatureSpecs, RowOf } from '../contract';
import type { DataSource } from '../data';
import type { Estimator } from './estimator';
import type { Step } from './step';

/** A model as its author writes it: what it takes and gives, and how it is learned from which data. */
export interface ModelDefinition<Features extends FeatureSpecs = FeatureSpecs> extends ContractSpec {
  readonly features: Features;
  readonly data: DataSource;
  readonly pipeline: readonly Step[];
  readonly estimator: Estimator;
}

/** Keeps the literal types of the features, so that {@link InputOf} can tell the type of a row. */
export function defineModel<const Features extends FeatureSpecs>(
  definition: ModelDefinition<Features>,
): ModelDefinition<Features> {
  return Object.freeze(definition);
}

/** The TypeScript type of one input row of a model. */
export type InputOf<Definition extends ModelDefinition> = RowOf<Definition['features']>;
