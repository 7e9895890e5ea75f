import { registerEnumType } from 'type-graphql';
import type { TaskName } from '../contract';

export enum Task {
  REGRESSION = 'regression',
  CLASSIFICATION = 'classification',
}

registerEnumType(Task, {
  name: 'Task',
  description: 'What a model predicts: a number, or one of several classes.',
});

// The values are the contract's own words, so that no resolver has to translate.
Task satisfies Readonly<Record<string, TaskName>>;
