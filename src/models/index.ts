import type { ModelDefinition } from '../training';
import { creditRisk } from './credit-risk';
import { housePrice } from './house-price';

/** The models of this repository, in the order of the schema. */
export const definitions: readonly ModelDefinition[] = [housePrice, creditRisk];
