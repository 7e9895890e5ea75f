import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('Alias', { simpleResolvers: true, description: 'A name that points at a version and may move.' })
export class AliasType {
  @Field({ description: 'The name to ask for: production.' })
  readonly alias!: string;

  @Field(() => Int)
  readonly major!: number;

  @Field({ description: 'The version it points at.' })
  readonly version!: string;
}
