import { Command, InvalidArgumentError } from 'commander';
import { processTerminal } from './terminal';

const { version } = require('../../package.json') as { version: string };

/**
 * The command line. Each command loads its own code when it runs, so that serving does not load what
 * only training needs.
 */
export function createProgram(): Command {
  const program = new Command('predictql')
    .description('Ship a model the way you ship an API.')
    .version(version)
    .showHelpAfterError('Run it with --help to see what there is.')
    .exitOverride()
    .addHelpText('after', examples('predictql train house-price', 'predictql serve'));

  addCommand(program, 'train', 'train models and add them to the registry')
    .argument('[models...]', 'names of models in src/models; all when left out')
    .option('--seed <number>', 'decides the split and every random choice', wholeNumber, 0)
    .option('--holdout <fraction>', 'share of the rows kept for the assessment', fraction, 0.1)
    .option('--missing', 'only models that the registry lacks', false)
    .addHelpText('after', examples('predictql train house-price --seed 7', 'predictql train --missing'))
    .action(async (models, options) =>
      (await import('./train.js')).trainCommand(models, options, processTerminal(options)),
    );

  addCommand(program, 'models', 'list the versions in the registry')
    .argument('[model]', 'name of one model')
    .addHelpText('after', examples('predictql models', 'predictql models house-price --json'))
    .action(async (model, options) =>
      (await import('./models.js')).modelsCommand(model, options, processTerminal(options)),
    );

  addCommand(program, 'predict', 'predict every row of a file')
    .argument('<model>', 'name, name@alias or name@version; production when no version is given')
    .requiredOption('--in <file>', 'rows: .csv, .parquet or .json, columns named as in the data')
    .option('--out <file>', 'predictions: .csv or .json; stdout when left out')
    .addHelpText(
      'after',
      examples(
        'predictql predict house-price --in rows.csv --out prices.csv',
        'predictql predict house-price@1.0.0 --in rows.json --json',
      ),
    )
    .action(async (model, options) =>
      (await import('./predict.js')).predictCommand(model, options, processTerminal(options)),
    );

  addCommand(program, 'serve', 'serve the registry as a GraphQL API')
    .option('--port <number>', 'where to listen (default: PORT or 4000)')
    .option('--host <name>', 'address to listen on (default: HOST, or localhost, in production 0.0.0.0)')
    .option('--train', 'first train what the registry lacks', false)
    .addHelpText('after', examples('predictql serve', 'predictql serve --port 8080 --train'))
    .action(async (options) => (await import('./serve.js')).serveCommand(options));

  addCommand(program, 'schema', 'print the GraphQL schema of src/models')
    .option('--file <path>', 'the schema file', 'schema.graphql')
    .option('--check', 'fail when the file is not what src/models makes', false)
    .option('--write', 'write the file', false)
    .addHelpText('after', examples('predictql schema', 'predictql schema --check'))
    .action(async (options) => (await import('./schema.js')).schemaCommand(options, processTerminal(options)));

  return program;
}

/** A command with the options that all share. */
function addCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--registry <path>', 'the registry', process.env.PREDICTQL_REGISTRY || 'registry')
    .option('--json', 'results as JSON', false);
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number that is not negative.');
}

function fraction(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError('It must be above 0 and below 1.');
}
