import type { Command, Option } from 'commander';
import { addCommand, examples } from './command';
import { loadCommand } from './load-command';
import { processTerminal } from './terminal';

/** The command that makes keys. */
export function addKeysCommand(program: Command, json: Option): void {
  const keys = addCommand(program, 'keys', 'make keys to sign versions with').addHelpText(
    'after',
    examples('predictql keys new --out key.pem'),
  );
  addCommand(keys, 'new', 'make a pair of Ed25519 keys')
    .requiredOption(
      '--out <file>',
      'file for the private key: key.pem; the public one is beside it: key.pub.pem',
    )
    .addOption(json)
    .addHelpText(
      'after',
      examples('predictql keys new --out key.pem', 'predictql train house-price --sign key.pem'),
    )
    .action(async (options) =>
      (await loadCommand('keys', () => import('./keys.js'))).newKeysCommand(
        options,
        processTerminal(options),
      ),
    );
}
