import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  AliasAtArguments,
  AliasHistoryArguments,
  PromoteArguments,
  RollbackArguments,
} from './alias-arguments';
import { AliasMoveType } from './alias-move.type';
import { assertOperator } from './caller';
import type { RequestContext } from './context';

/** Where aliases point and pointed, as the registry has it now, and the moving of them. */
@Resolver()
export class AliasResolver {
  @Mutation(() => AliasMoveType, {
    description:
      'Points an alias at a version; for operators. Answers with the move that put it there, an earlier one when it was there already. What is served follows when the server next looks at its registry.',
  })
  async promote(
    @Args() { model, version, alias, reason, expected }: PromoteArguments,
    @Ctx() { catalog, caller }: RequestContext,
  ): Promise<AliasMoveType> {
    assertOperator(caller, 'promote a version');
    const move = await catalog.aliases.promote({
      model,
      to: version,
      alias,
      by: caller.name,
      ...given({ reason, expected }),
    });
    return new AliasMoveType(move);
  }

  @Mutation(() => AliasMoveType, {
    description:
      'Points an alias back at the version before; for operators. Each rollback takes back one promotion: a second one goes one further back. Versions that are gone or damaged are passed over.',
  })
  async rollback(
    @Args() { model, major, alias, reason, expected }: RollbackArguments,
    @Ctx() { catalog, caller }: RequestContext,
  ): Promise<AliasMoveType> {
    assertOperator(caller, 'roll back an alias');
    const move = await catalog.aliases.rollback({
      model,
      alias,
      by: caller.name,
      ...given({ major, reason, expected }),
    });
    return new AliasMoveType(move);
  }

  @Query(() => [AliasMoveType], { description: 'The moves of the aliases of a model, newest first.' })
  async aliasHistory(
    @Args() { model, major, alias, limit, before }: AliasHistoryArguments,
    @Ctx() { catalog }: RequestContext,
  ): Promise<AliasMoveType[]> {
    const moves = await catalog.aliases.history({
      model,
      limit,
      ...given({ major, alias, before }),
    });
    return moves.map((move) => new AliasMoveType(move));
  }

  @Query(() => AliasMoveType, {
    nullable: true,
    description:
      'Which version was live at a time: the move that had put the alias where it was. Null when there was no such alias.',
  })
  async aliasAt(
    @Args() { model, major, alias, time }: AliasAtArguments,
    @Ctx() { catalog }: RequestContext,
  ): Promise<AliasMoveType | undefined> {
    const move = await catalog.aliases.at({ model, alias, ...given({ major }) }, time);
    return move && new AliasMoveType(move);
  }
}

/** The arguments that have a value: a client may also send null for one that it leaves out. */
function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}
