import { Field, ObjectType } from 'type-graphql';
import type { Target } from '../contract';
import { CategoryType } from './category.type';
import { TargetOutputType } from './target-output.type';
import { Task } from './task.enum';

@ObjectType('Target', { simpleResolvers: true, description: 'What a model predicts.' })
export class TargetType {
  constructor(private readonly target: Target) {}

  @Field(() => String)
  get name() {
    return this.target.name;
  }

  @Field(() => String, {
    description: 'Column of the data that holds the truth, or what the file of an imported model calls it.',
  })
  get source() {
    return this.target.source;
  }

  @Field(() => Task)
  get task() {
    return this.target.task;
  }

  @Field(() => String, { nullable: true })
  get description() {
    return this.target.description;
  }

  @Field(() => String, { nullable: true, description: 'Unit of measure of a predicted number.' })
  get unit() {
    return this.target.task === 'regression' ? this.target.unit : undefined;
  }

  @Field(() => [CategoryType], {
    nullable: true,
    description: 'The classes, in the order of their probabilities.',
  })
  get classes() {
    return this.target.task === 'classification' ? this.target.classes : undefined;
  }

  @Field(() => [TargetOutputType], {
    nullable: true,
    description: 'The outputs of an imported model, each a field of its predictions.',
  })
  get outputs() {
    return this.target.task === 'tensors'
      ? this.target.outputs.map((output) => new TargetOutputType(output))
      : undefined;
  }
}
