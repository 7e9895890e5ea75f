import type { Command, CommanderError } from 'commander';
import { createProgram } from '../../src/cli/program';

/** What a command line prints, and commander's verdict on it. */
async function run(...args: readonly string[]): Promise<{ out: string; err: string; error: CommanderError }> {
  let [out, err] = ['', ''];
  const program = createProgram({});
  const capture = (command: Command) =>
    command.configureOutput({
      writeOut: (text) => {
        out += text;
      },
      writeErr: (text) => {
        err += text;
      },
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    });
  capture(program);
  for (const command of program.commands) capture(command);
  const error = await program.parseAsync(args, { from: 'user' }).then(
    () => {
      throw new Error(`predictql ${args.join(' ')} was understood`);
    },
    (reason: CommanderError) => reason,
  );
  return { out, err, error };
}

const commands = createProgram({}).commands.map((command) => command.name());

describe('help', () => {
  it.each(['predictql', ...commands])('of %s has examples', async (name) => {
    const { out, err, error } = await run(...(name === 'predictql' ? [] : [name]), '--help');
    expect(error.exitCode).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/\nExamples:\n( {2}predictql [^\n]+\n)+$/);
    expect(out).toMatchSnapshot();
  });

  it('is shown when nothing is asked for, as an error', async () => {
    const { out, err, error } = await run();
    expect(error.exitCode).not.toBe(0);
    expect(out).toBe('');
    expect(err).toMatch(/^Usage: predictql/);
  });
});

describe('a command that is used wrongly', () => {
  it.each([
    [['trian'], "unknown command 'trian'\n(Did you mean train?)", 'predictql'],
    [['--nope'], "unknown option '--nope'", 'predictql'],
    [['train', '--sed', '7'], "unknown option '--sed'\n(Did you mean --seed?)", 'predictql train'],
    [['train', '--seed', '-1'], 'It must be a whole number that is not negative.', 'predictql train'],
    [['train', '--seed', '1.5'], 'It must be a whole number that is not negative.', 'predictql train'],
    [['train', '--seed', '9007199254740992'], 'It must be a whole number', 'predictql train'],
    [['train', '--holdout', '1'], 'It must be above 0 and below 1.', 'predictql train'],
    [['train', '--holdout', 'half'], 'It must be above 0 and below 1.', 'predictql train'],
    [['train', '--seed'], "option '--seed <number>' argument missing", 'predictql train'],
    [['crossval', 'house-price', '--threads', '0'], 'It must be 1 at least.', 'predictql crossval'],
    [['models', 'a', 'b'], "too many arguments for 'models'", 'predictql models'],
    [['alias', 'house-price', '--at', 'yesterday'], 'It must be a day like 2026-01-31', 'predictql alias'],
    [['alias', 'x', '--at', '2026-01-31', '--history'], "with option '--history'", 'predictql alias'],
    [['alias', 'x', '--limit', '0'], 'It must be a whole number from 1 to 999999.', 'predictql alias'],
    [['rollback', 'x', '--major', '1000'], 'It must be a whole number from 1 to 999.', 'predictql rollback'],
    [['rollback'], "missing required argument 'model'", 'predictql rollback'],
    [['promote'], "missing required argument 'version'", 'predictql promote'],
    [['predict', '--in', 'rows.csv'], "missing required argument 'model'", 'predictql predict'],
    [['predict', 'house-price'], "required option '--in <file>' not specified", 'predictql predict'],
    [['serve', '--port', '65536'], 'It must be a whole number from 0 to 65535.', 'predictql serve'],
    [['serve', '--port', 'http'], 'It must be a whole number from 0 to 65535.', 'predictql serve'],
    [['schema', '--check', '--write'], "cannot be used with option '--write'", 'predictql schema'],
  ])('%j is told what is wrong and where help is', async (args, message, helped) => {
    const { out, err, error } = await run(...args);
    expect(error.exitCode).not.toBe(0);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).toMatch(new RegExp(`\nSee ${helped} --help\\.\n$`));
  });
});

describe('the registry', () => {
  const registryOf = (env: Record<string, string>) =>
    createProgram(env)
      .commands.find((command) => command.name() === 'models')
      ?.opts().registry;

  it.each([
    [{}, 'registry'],
    [{ PREDICTQL_REGISTRY: '' }, 'registry'],
    [{ PREDICTQL_REGISTRY: '/data/models' }, '/data/models'],
  ])('with %j is %s', (env, location) => {
    expect(registryOf(env)).toBe(location);
  });
});
