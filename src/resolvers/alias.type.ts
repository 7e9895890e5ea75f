import { Field, Int, ObjectType } from 'type-graphql';
import type { ServedAlias } from '../runtime';

@ObjectType('Alias', { simpleResolvers: true, description: 'A name that points at a version and may move.' })
export class AliasType {
  constructor(private readonly served: ServedAlias) {}

  @Field(() => String, { description: 'The name to ask for: production.' })
  get alias() {
    return this.served.alias;
  }

  @Field(() => Int)
  get major() {
    return this.served.major;
  }

  @Field(() => String, {
    description:
      'The version that answers to it: the one it points at, or an earlier one while that cannot serve.',
  })
  get version() {
    return this.served.version;
  }

  @Field(() => String, { description: 'The version it points at.' })
  get pointsAt() {
    return this.served.pointsAt;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Why the version it points at cannot serve; null when it can.',
  })
  get problem() {
    return this.served.problem?.message;
  }
}
