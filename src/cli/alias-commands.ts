import { type Command, InvalidArgumentError, Option } from 'commander';
import { addCommand, examples } from './command';
import { instant } from './instant';
import { loadCommand } from './load-command';
import { processTerminal } from './terminal';

export interface CommonOptions {
  readonly registry: Option;
  readonly json: Option;
}

/** The commands that move aliases and tell where they point. */
export function addAliasCommands(program: Command, { registry, json }: CommonOptions): void {
  const as = new Option('--as <alias>', 'the alias to move').default('production');
  const reason = new Option('--reason <text>', 'why, for the history');
  const major = new Option('--major <number>', 'of which major; name@1 says the same').argParser(majorNumber);

  addCommand(program, 'promote', 'point an alias at a version')
    .argument('<version>', 'name@version, or name@alias for what that alias points at')
    .addOption(as)
    .addOption(reason)
    .option('--expect <version>', 'refuse unless the alias points there now; none: unless it is new')
    .addOption(registry)
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql promote house-price@1.2.0 --reason "better on new sales"',
        'predictql promote house-price@1.2.0 --expect 1.1.0',
        'predictql promote house-price@staging --as production',
      ),
    )
    .action(async (version, options) =>
      (await loadCommand('promote', () => import('./promote.js'))).promoteCommand(
        version,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'rollback', 'point an alias back at the version before')
    .argument('<model>', 'name, or name@1 for its first major')
    .addOption(as)
    .addOption(major)
    .addOption(reason)
    .option('--expect <version>', 'refuse unless the alias points there now')
    .addOption(registry)
    .addOption(json)
    .addHelpText(
      'after',
      `\nEach rollback takes back one promotion: a second one goes one further back.
Versions that are gone or damaged are passed over.\n${examples(
        'predictql rollback house-price',
        'predictql rollback house-price@1 --as staging --reason "prices too high"',
        'predictql rollback house-price --expect 1.2.0',
      )}`,
    )
    .action(async (model, options) =>
      (await loadCommand('rollback', () => import('./rollback.js'))).rollbackCommand(
        model,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'alias', 'tell where the aliases of a model point, or pointed')
    .argument('<model>', 'name, or name@1 for its first major')
    .option('--only <alias>', 'this alias alone')
    .addOption(major)
    .option('--history', 'every move, newest first')
    .option('--limit <number>', 'how many moves of the history', moveCount, 20)
    .addOption(
      new Option('--at <time>', 'as of a time: 2026-01-31 (midnight UTC), 2026-01-31T09:30:00Z')
        .argParser(instant)
        .conflicts('history'),
    )
    .addOption(registry)
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql alias house-price',
        'predictql alias house-price --history --only production',
        'predictql alias house-price --at 2026-01-31T09:30:00Z',
      ),
    )
    .action(async (model, options) =>
      (await loadCommand('alias', () => import('./alias.js'))).aliasCommand(
        model,
        options,
        processTerminal(options),
      ),
    );
}

function majorNumber(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
}

function moveCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 999999.');
}
