import { Max, Min } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, Int } from 'type-graphql';
import { IsAliasName, IsExactVersion, IsModelName } from './name-rules';

/** As many moves as one answer may hold. */
export const mostMoves = 100;

@ArgsType()
class ModelMajorArguments {
  @Field(() => String, { description: 'Name of the model: house-price.' })
  @IsModelName()
  readonly model!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The major; the only one that has the alias when left out.',
  })
  @Min(1)
  @Max(999)
  readonly major?: number | null;
}

@ArgsType()
export class AliasAtArguments extends ModelMajorArguments {
  @Field(() => String, { defaultValue: 'production' })
  @IsAliasName()
  readonly alias!: string;

  @Field(() => GraphQLDateTime, { description: 'RFC 3339, with an offset: 2026-01-31T09:30:00Z.' })
  readonly time!: Date;
}

@ArgsType()
export class AliasHistoryArguments extends ModelMajorArguments {
  @Field(() => String, { nullable: true, description: 'Moves of this alias alone.' })
  @IsAliasName()
  readonly alias?: string | null;

  @Field(() => Int, { defaultValue: 50, description: `How many moves, ${mostMoves} at most.` })
  @Min(1)
  @Max(mostMoves)
  readonly limit!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Only moves before the one of this sequence: the next page.',
  })
  @Min(1)
  readonly before?: number | null;
}

/** What promotions and rollbacks have in common. */
@ArgsType()
class MoveArguments {
  @Field(() => String, { description: 'Name of the model: house-price.' })
  @IsModelName()
  readonly model!: string;

  @Field(() => String, { defaultValue: 'production', description: 'The alias to move.' })
  @IsAliasName()
  readonly alias!: string;

  @Field(() => String, { nullable: true, description: 'Why, for the history: one line of text.' })
  readonly reason?: string | null;

  @Field(() => String, { nullable: true, description: 'The version that the alias must point at now.' })
  @IsExactVersion()
  readonly expected?: string | null;
}

@ArgsType()
export class PromoteArguments extends MoveArguments {
  @Field(() => String, { description: 'The exact version that the alias shall point at: 1.3.0.' })
  @IsExactVersion()
  readonly version!: string;
}

@ArgsType()
export class RollbackArguments extends MoveArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'The major; the only one that has the alias when left out.',
  })
  @Min(1)
  @Max(999)
  readonly major?: number | null;
}
