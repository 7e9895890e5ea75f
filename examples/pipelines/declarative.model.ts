import { defineModel, impute, named, oneHot, ratio } from 'predictql';
import { credit } from './credit';

/**
 * The pipeline as a list of steps that predictql brings: what happens, and nothing of how.
 *
 *     predictql train ./examples/pipelines/declarative.model.ts
 */
export const creditDeclarative = defineModel({
  ...credit,
  name: 'credit-declarative',
  pipeline: [
    impute({ columns: named('income', 'assets', 'debt'), strategy: 'median' }),
    ratio({ name: 'loanShare', of: 'amount', by: 'price' }),
    oneHot(),
  ],
});
