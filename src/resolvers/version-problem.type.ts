import { Field, ObjectType } from 'type-graphql';
import type { UnusableVersion } from '../runtime';

@ObjectType('VersionProblem', {
  simpleResolvers: true,
  description: 'A version that is there and cannot serve.',
})
export class VersionProblemType {
  constructor(private readonly unusable: UnusableVersion) {}

  @Field(() => String, { nullable: true, description: 'Null when it is the aliases that cannot be read.' })
  get version() {
    return this.unusable.version;
  }

  @Field(() => String, { description: 'Code of the error: ARTIFACT_CORRUPT.' })
  get code() {
    return this.unusable.error.code;
  }

  @Field(() => String)
  get reason() {
    return this.unusable.error.message;
  }
}
