import { Field, ObjectType } from 'type-graphql';

@ObjectType('Category', { simpleResolvers: true, description: 'One of the values of a category feature.' })
export class CategoryType {
  @Field({ description: 'The enum value to send.' })
  readonly name!: string;

  @Field({ description: 'The text as the data spells it.' })
  readonly value!: string;

  @Field(() => String, { nullable: true })
  readonly description?: string;
}
