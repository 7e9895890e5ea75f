import { Matches, MaxLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';

/** Names of models and aliases, and versions: long enough for each of them, and free of surprises. */
const name = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
const longestName = 64;

@ArgsType()
export class ModelArguments {
  @Field(() => String, { description: 'Name of the model: house-price.' })
  @MaxLength(longestName)
  @Matches(name, { message: 'name must be lower-case words joined by hyphens' })
  readonly name!: string;
}

@ArgsType()
export class ModelVersionArguments extends ModelArguments {
  @Field(() => String, {
    defaultValue: 'production',
    description: 'An alias or an exact version; an alias means the newest major that has it.',
  })
  @MaxLength(longestName)
  @Matches(name, { message: 'version must be an alias or a version like 1.3.0' })
  readonly version!: string;
}
