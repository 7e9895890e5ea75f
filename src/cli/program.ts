import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { addAliasCommands } from './alias-commands';
import { addApiKeyCommand } from './api-key-command';
import { addCommand, examples } from './command';
import { addImportCommand } from './import-command';
import { addKeysCommand } from './keys-command';
import { loadCommand } from './load-command';
import { processTerminal } from './terminal';

const { version } = require('../../package.json') as { version: string };

/**
 * The command line. Each command loads its own code when it runs, so that serving does not load what
 * only training needs.
 *
 * @param env - environment variables; of them the registry's place is taken
 */
export function createProgram(env: Readonly<Record<string, string | undefined>> = process.env): Command {
  const program = new Command('predictql')
    .description('Ship a model the way you ship an API.')
    .version(version)
    .showHelpAfterError('See predictql --help.')
    .exitOverride()
    .addHelpText('after', examples('predictql train', 'predictql models', 'predictql serve'));
  const registry = new Option('--registry <place>', 'folder or s3://bucket/prefix of the registry').default(
    env.PREDICTQL_REGISTRY || 'registry',
    'PREDICTQL_REGISTRY or ./registry',
  );
  const json = new Option('--json', 'results, and errors, as JSON');
  const task = new Option('--task <task>', 'what the target is; found out when left out').choices([
    'regression',
    'classification',
  ]);

  addCommand(program, 'train', 'train models and add them to the registry')
    .argument(
      '[models...]',
      'names of models in src/models, or paths of definition files; all of src/models when left out',
    )
    .option('--seed <number>', 'decides the split and every random choice', wholeNumber, 0)
    .option('--holdout <fraction>', 'share of the rows kept for the assessment', fraction, 0.1)
    .option('--missing', 'only models that the registry lacks')
    .option('--as <version>', 'the number that the new version must get; the next free one when left out')
    .option('--sign <key>', 'PEM file of the private key to sign the new versions with, see predictql keys')
    .addOption(registry)
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql train house-price --seed 7',
        'predictql train ./prices.model.ts',
        'predictql train --missing',
        'predictql train house-price --sign key.pem',
      ),
    )
    .action(async (models, options) =>
      (await loadCommand('train', () => import('./train.js'))).trainCommand(
        models,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'crossval', 'tell how good a model is on rows it has not seen')
    .argument('<model>', 'name of a model in src/models, or path of a definition file')
    .option('--k <number>', 'number of folds', wholeNumber, 10)
    .option('--seed <number>', 'decides the folds and every random choice', wholeNumber, 0)
    .addOption(new Option('--folds <file>', 'JSON list with the fold of each row of the data').conflicts('k'))
    .addOption(
      new Option('--threads <number>', 'folds fitted at once')
        .argParser(countNumber)
        .default(availableParallelism(), 'one per core'),
    )
    .addOption(json)
    .addHelpText(
      'after',
      examples('predictql crossval house-price', 'predictql crossval house-price --folds folds.json --json'),
    )
    .action(async (model, options) =>
      (await loadCommand('crossval', () => import('./crossval.js'))).crossvalCommand(
        model,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'tune', "try the parameters of a definition's search on rows they have not seen")
    .argument('<model>', 'name of a model in src/models, or path of a definition file')
    .option('--trials <number>', 'combinations drawn at random', atLeastOne, 20)
    .addOption(new Option('--grid', 'every combination instead').conflicts('trials'))
    .option('--k <number>', 'number of folds', wholeNumber, 5)
    .option('--seed <number>', 'decides the trials, the folds and every random choice', wholeNumber, 0)
    .option('--metric <name>', 'what to compare by (default: rmse for numbers, logLoss for classes)')
    .option('--threads <number>', 'folds fitted at once', atLeastOne, availableParallelism())
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql tune credit-risk --trials 50 --metric rocAuc',
        'predictql tune ./churn.model.ts --grid',
      ),
    )
    .action(async (model, options) =>
      (await loadCommand('tune', () => import('./tune.js'))).tuneCommand(
        model,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'scaffold', 'write a definition file for a table, ready to train')
    .argument('<data>', 'rows with the target: .csv, .tsv, .parquet or .json')
    .requiredOption('--target <column>', 'the column to predict')
    .option('--name <name>', 'name of the model; that of the data when left out')
    .option('--out <file>', 'the definition file; <name>.model.ts when left out')
    .addOption(task)
    .option('--header', 'the first row of a CSV file names its columns; found out when left out')
    .option('--no-header', 'it holds data')
    .option('--force', 'replace a file that is there')
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql scaffold prices.csv --target price',
        'predictql scaffold data/iris.parquet --target species --name iris --out models/iris.model.ts',
      ),
    )
    .action(async (data, options) =>
      (await loadCommand('scaffold', () => import('./scaffold.js'))).scaffoldCommand(
        data,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'profile', 'write an HTML report of a table')
    .argument('<data>', 'rows: .csv, .tsv, .parquet or .json')
    .option('--target <column>', 'the column to predict: how the others relate to it')
    .addOption(task)
    .option('--out <file>', 'the report; <data>.profile.html when left out')
    .option('--header', 'the first row of a CSV file names its columns; found out when left out')
    .option('--no-header', 'it holds data')
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql profile prices.csv --target price',
        'predictql profile rows.parquet --out rows.html',
      ),
    )
    .action(async (data, options) =>
      (await loadCommand('profile', () => import('./profile.js'))).profileCommand(
        data,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'models', 'list what the registry holds, and what of it cannot be used')
    .argument('[model]', 'a name: its versions side by side; name@alias or name@version: one version')
    .option('--quick', 'look at manifests alone, not at the files that they describe')
    .addOption(registry)
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql models',
        'predictql models house-price',
        'predictql models house-price@production --json',
      ),
    )
    .action(async (model, options) =>
      (await loadCommand('models', () => import('./models.js'))).modelsCommand(
        model,
        options,
        processTerminal(options),
      ),
    );

  addAliasCommands(program, { registry, json });
  addKeysCommand(program, json);
  addApiKeyCommand(program, json);
  addImportCommand(program, { registry, json });

  addCommand(program, 'predict', 'predict every row of a file')
    .argument('<model>', 'name, name@alias or name@version; production when no version is given')
    .requiredOption(
      '--in <file>',
      'rows: .csv, .parquet or .json; columns named as in the data or the contract',
    )
    .option('--out <file>', 'predictions: .csv or .json; stdout when left out')
    .option('--like <model>', 'read the file as a definition in src/models, or at a path, reads its data')
    .option(
      '--missing <texts...>',
      'texts of the file that mean "missing", such as NA, besides the empty cell',
    )
    .addOption(registry)
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql predict house-price --in rows.csv --out prices.csv',
        'predictql predict house-price@1.0.0 --in rows.parquet --json',
        'predictql predict prices --in rows.csv --like ./prices.model.ts',
      ),
    )
    .action(async (model, options) =>
      (await loadCommand('predict', () => import('./predict.js'))).predictCommand(
        model,
        options,
        processTerminal(options),
      ),
    );

  addCommand(program, 'serve', 'serve the registry as a GraphQL API')
    .option('--port <number>', 'where to listen, 0 for any free port (default: PORT or 4000)', port)
    .option('--host <name>', 'address to listen on (default: HOST, or localhost, in production 0.0.0.0)')
    .option('--train', 'first train what the registry lacks')
    .addOption(registry)
    .option('--json', 'log lines as JSON on a terminal too')
    .addHelpText('after', examples('predictql serve', 'predictql serve --port 8080 --train'))
    .action(async (options) =>
      (await loadCommand('serve', () => import('./serve.js'))).serveCommand(options),
    );

  addCommand(program, 'schema', 'print the GraphQL schema of src/models')
    .option('--file <path>', 'the schema file', 'schema.graphql')
    .addOption(new Option('--check', 'fail when the file is not what src/models makes').conflicts('write'))
    .option('--write', 'write the file')
    .addOption(json)
    .addHelpText('after', examples('predictql schema', 'predictql schema --check'))
    .action(async (options) =>
      (await loadCommand('schema', () => import('./schema.js'))).schemaCommand(
        options,
        processTerminal(options),
      ),
    );

  return program;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number that is not negative.');
}

function countNumber(text: string): number {
  const value = wholeNumber(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be 1 at least.');
}

function atLeastOne(text: string): number {
  if (wholeNumber(text) >= 1) return Number(text);
  throw new InvalidArgumentError('It must be at least 1.');
}

function port(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return text;
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}

function fraction(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError('It must be above 0 and below 1.');
}
