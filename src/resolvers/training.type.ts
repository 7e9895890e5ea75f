import { GraphQLJSONObject, GraphQLSafeInt } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType('Dataset', { simpleResolvers: true, description: 'The data a version learned from.' })
export class DatasetType {
  @Field()
  readonly source!: string;

  @Field()
  readonly sha256!: string;
}

@ObjectType('PipelineStep', { simpleResolvers: true, description: 'One step of a fitted pipeline.' })
export class PipelineStepType {
  @Field()
  readonly step!: string;

  @Field(() => Int, { description: 'How many columns it made or kept.' })
  readonly outputs!: number;
}

@ObjectType('Training', { simpleResolvers: true, description: 'How a version was made.' })
export class TrainingType {
  @Field()
  readonly estimator!: string;

  @Field(() => GraphQLJSONObject, { description: 'Hyperparameters of the estimator.' })
  readonly parameters!: object;

  @Field(() => [PipelineStepType])
  readonly steps!: readonly PipelineStepType[];

  @Field(() => GraphQLSafeInt)
  readonly seed!: number;

  @Field(() => Int, { description: 'Rows it was fitted on.' })
  readonly rows!: number;

  @Field(() => Int, { description: 'Rows kept for the assessment.' })
  readonly holdoutRows!: number;

  @Field(() => DatasetType)
  readonly dataset!: DatasetType;

  @Field(() => String, { nullable: true, description: 'Revision of the code that trained it.' })
  readonly codeRevision?: string;

  @Field(() => Float, { description: 'How long the training took.' })
  readonly seconds!: number;
}
