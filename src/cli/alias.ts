import { assertAliasName } from '../contract';
import { type AliasMove, openRegistry, type Registry } from '../registry';
import { assertModelIsThere, modelAndMajor } from './find-version';
import { table } from './table';
import type { Terminal } from './terminal';

export interface AliasCommandOptions {
  readonly registry: string;
  readonly major?: number;
  /** Only this alias. */
  readonly only?: string;
  /** Tell the moves instead of the state. */
  readonly history?: boolean;
  /** How many moves to tell. */
  readonly limit: number;
  /** Tell the state at this time. */
  readonly at?: Date;
}

/** A move, and the major whose log it is in. */
interface MoveOfMajor extends AliasMove {
  readonly major: number;
}

/** `predictql alias`: where the aliases of a model point, where they pointed at a time, how they moved. */
export async function aliasCommand(
  name: string,
  options: AliasCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { model, major } = modelAndMajor(name, options.major);
  if (options.only !== undefined) assertAliasName(options.only);
  const registry = await openRegistry(options.registry, { mustExist: true });
  await assertModelIsThere(registry, model);
  const majors = major === undefined ? await registry.aliasMajors(model) : [major];
  const moves: MoveOfMajor[] = [];
  for (const each of majors) {
    const found = await movesOf(registry, model, each, options);
    moves.push(...found.map((move) => ({ major: each, ...move })));
  }
  if (options.history) {
    const newest = moves.sort((a, b) => b.at.localeCompare(a.at)).slice(0, options.limit);
    terminal.text(
      newest.length === 0 ? nothingToTell(model, options) : historyTable(newest, terminal.columns),
    );
    terminal.data(newest.map((move) => ({ model, ...move })));
    return;
  }
  terminal.text(moves.length === 0 ? nothingToTell(model, options) : stateTable(moves, terminal.columns));
  terminal.data(
    moves.map(({ alias, to, at, by, reason, sequence, major }) => ({
      ...{ model, major, alias, version: to, since: at, by, sequence },
      ...(reason !== undefined && { reason }),
    })),
  );
}

async function movesOf(
  registry: Registry,
  model: string,
  major: number,
  { history, only, at, limit }: AliasCommandOptions,
): Promise<AliasMove[]> {
  if (history) {
    const moves = await registry.aliasHistory(model, major, {
      limit,
      ...(only !== undefined && { alias: only }),
    });
    // Newest first: moves of one millisecond stay in this order when those of all majors are sorted.
    return moves.reverse();
  }
  const moves = await registry.aliasesAt(model, major, at);
  return only === undefined ? moves : moves.filter(({ alias }) => alias === only);
}

function stateTable(moves: readonly MoveOfMajor[], columns: number): string {
  return table(
    ['alias', 'version', 'since (UTC)', 'by'],
    moves.map((move) => [move.alias, move.to, second(move.at), story(move)]),
    columns,
  );
}

function historyTable(moves: readonly MoveOfMajor[], columns: number): string {
  return table(
    ['when (UTC)', 'alias', 'from', 'to', 'by'],
    moves.map((move) => [second(move.at), move.alias, move.from ?? '', move.to, story(move)]),
    columns,
  );
}

/** Who, and why: `ann: better on new sales`. */
function story({ by, reason, restores }: AliasMove): string {
  const what = restores === undefined ? '' : ' (rollback)';
  return `${by}${what}${reason === undefined ? '' : `: ${reason}`}`;
}

function nothingToTell(model: string, { only, at, history }: AliasCommandOptions): string {
  const which = only === undefined ? 'no aliases' : `no alias '${only}'`;
  const when = at === undefined || history ? '' : ` at ${at.toISOString()}`;
  return `${model} has ${which}${when}`;
}

function second(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}
