import { Field, ObjectType } from 'type-graphql';
import { MetricType } from './metric.type';

@ObjectType('Assessment', { simpleResolvers: true, description: 'How good a version is.' })
export class AssessmentType {
  @Field(() => [MetricType])
  readonly metrics!: readonly MetricType[];
}
