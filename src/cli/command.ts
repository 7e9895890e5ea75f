import type { Command } from 'commander';

/** A command that tells how to use it when it is used wrongly. */
export function addCommand(program: Command, name: string, description: string): Command {
  const path = program.parent === null ? `predictql ${name}` : `predictql ${program.name()} ${name}`;
  return program.command(name).description(description).showHelpAfterError(`See ${path} --help.`);
}

/** The end of a help text. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
