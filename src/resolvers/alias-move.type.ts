import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { ModelAliasMove } from '../runtime';

@ObjectType('AliasMove', {
  simpleResolvers: true,
  description: 'One move of one alias: who, when, from, to and why.',
})
export class AliasMoveType {
  constructor(private readonly move: ModelAliasMove) {}

  @Field(() => String)
  get model() {
    return this.move.model;
  }

  @Field(() => Int)
  get major() {
    return this.move.major;
  }

  @Field(() => String)
  get alias() {
    return this.move.alias;
  }

  @Field(() => Int, { description: 'Place in the history of the major, from 1.' })
  get sequence() {
    return this.move.sequence;
  }

  @Field(() => GraphQLDateTime)
  get at() {
    return new Date(this.move.at);
  }

  @Field(() => String, { description: 'Who asked for it: the name of a key, or a user on a command line.' })
  get by() {
    return this.move.by;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The version it pointed at before; null when it was new.',
  })
  get from() {
    return this.move.from;
  }

  @Field(() => String, { description: 'The version it points at since.' })
  get to() {
    return this.move.to;
  }

  @Field(() => String, { nullable: true })
  get reason() {
    return this.move.reason;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Of a rollback: the sequence of the move whose version it put back.',
  })
  get restores() {
    return this.move.restores;
  }
}
