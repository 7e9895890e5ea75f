import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType('Metric', { simpleResolvers: true, description: 'One figure of an assessment.' })
export class MetricType {
  @Field()
  readonly name!: string;

  @Field({ description: 'The rows it was measured on: train or holdout.' })
  readonly split!: string;

  @Field(() => Float)
  readonly value!: number;

  @Field(() => Float, { nullable: true, description: 'Lower 95 % confidence limit.' })
  readonly lower?: number;

  @Field(() => Float, { nullable: true, description: 'Upper 95 % confidence limit.' })
  readonly upper?: number;

  @Field()
  readonly higherIsBetter!: boolean;

  @Field(() => String, { nullable: true })
  readonly unit?: string;
}
