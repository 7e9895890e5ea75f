import { registerEnumType } from 'type-graphql';
import type { Target } from '../contract';

export enum Task {
  REGRESSION = 'regression',
  CLASSIFICATION = 'classification',
  TENSORS = 'tensors',
}

registerEnumType(Task, {
  name: 'Task',
  description:
    'What a model predicts: a number, one of several classes, or tensors as an imported model gives them.',
});

// The values are the contract's own words, so that no resolver has to translate.
Task satisfies Readonly<Record<string, Target['task']>>;
