import { type Command, Option } from 'commander';
import { addCommand, examples } from './command';
import { loadCommand } from './load-command';
import { processTerminal } from './terminal';

/** The command that makes keys for those who ask a server. */
export function addApiKeyCommand(program: Command, json: Option): void {
  const apiKey = addCommand(program, 'api-key', 'make keys for those who may ask a server').addHelpText(
    'after',
    examples('predictql api-key new --name ci --role operator'),
  );
  addCommand(apiKey, 'new', 'make a key, and the entry by which a server knows it')
    .requiredOption('--name <name>', 'whose it is, for logs and the history of aliases')
    .addOption(
      new Option('--role <role>', 'a reader reads and predicts, an operator also changes what is served')
        .choices(['reader', 'operator'])
        .makeOptionMandatory(),
    )
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql api-key new --name web --role reader',
        'predictql api-key new --name ci --role operator --json',
      ),
    )
    .action(async (options) =>
      (await loadCommand('api-key', () => import('./api-key.js'))).newApiKeyCommand(
        options,
        processTerminal(options),
      ),
    );
}
