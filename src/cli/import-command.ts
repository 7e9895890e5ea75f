import { type Command, InvalidArgumentError } from 'commander';
import type { CommonOptions } from './alias-commands';
import { addCommand, examples } from './command';
import { loadCommand } from './load-command';
import { processTerminal } from './terminal';

/** The command that takes models from other tools in. */
export function addImportCommand(program: Command, { registry, json }: CommonOptions): void {
  addCommand(program, 'import', 'add an ONNX model that was trained elsewhere to the registry')
    .argument('<file>', 'the .onnx file')
    .option('--name <name>', 'name of the model; that of the contract file when left out')
    .option('--title <text>', 'what people call it')
    .option('--contract <file>', 'contract file; proposed and written to <name>.contract.json when left out')
    .option('--propose', 'write the contract file and stop, to edit it first')
    .option('--force', 'replace a contract file that is there')
    .option('--samples <file>', 'rows to try the model with, .csv or .json; made when left out')
    .option('--max-bytes <number>', 'largest file to read (default: 1 GiB)', atLeastOne)
    .option(
      '--timeout <seconds>',
      'longest time for checking, loading and trying it (default: 8)',
      atLeastOne,
    )
    .option('--sign <key>', 'PEM file of the private key to sign the new version with, see predictql keys')
    .addOption(registry)
    .addOption(json)
    .addHelpText(
      'after',
      examples(
        'predictql import churn.onnx --name churn',
        'predictql import churn.onnx --name churn --propose',
        'predictql import churn.onnx --contract churn.contract.json',
      ),
    )
    .action(async (file, options) =>
      (await loadCommand('import', () => import('./import.js'))).importCommand(
        file,
        options,
        processTerminal(options),
      ),
    );
}

function atLeastOne(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number that is at least 1.');
}
